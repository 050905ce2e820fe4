using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingTool.Records;

namespace AlphaPulse.RingTool.Tests.Records;

public sealed class RecordLayoutTests
{
    [Fact]
    public void Parse_SchemaOfEveryType_GivesTheValues()
    {
        var record = new Everything
        {
            A = -1,
            B = 2,
            C = -3,
            D = 4,
            E = -5,
            F = 6,
            G = -7,
            H = ulong.MaxValue,
            I = 1.5f,
            J = -0.1,
            K = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            L = Int128.MinValue,
            M = UInt128.MaxValue,
            N = Side.Sell,
        };
        AssertValues(
            record, "A=-1 B=2 C=-3 D=4 E=-5 F=6 G=-7 H=18446744073709551615 I=1.5 J=-0.1 K=00112233-4455-6677-8899-aabbccddeeff " +
            "L=-170141183460469231731687303715884105728 M=340282366920938463463374607431768211455 N=1");
    }

    [Fact]
    public void Parse_ArraysOfValues_StayTogether()
    {
        var record = default(WithArrays);
        for (var i = 0; i < 3; i++)
            record.Prices[i] = i + 1;
        for (var i = 0; i < 6; i++)
            record.Grid[i / 3][i % 3] = 10 + i;
        record.Last = 99;
        AssertValues(record, "Prices=[1 2 3] Grid[0]=[10 11 12] Grid[1]=[13 14 15] Last=99");
    }

    [Fact]
    public void Parse_ArraysOfStructs_AreTakenApartWithTheirPadding()
    {
        var record = default(WithLevels);
        for (var i = 0; i < 2; i++)
        {
            record.Levels[i].Price = 100 + i;
            record.Levels[i].Size = (short)(7 + i);
            record.Levels[i].Tag[1] = (byte)(50 + i);
        }

        record.End = -1;
        AssertValues(record, "Levels[0].Price=100 Levels[0].Size=7 Levels[0].Tag=[0 50] Levels[1].Price=101 Levels[1].Size=8 Levels[1].Tag=[0 51] End=-1");
    }

    [Fact]
    public void Parse_StructsInStructs_AreNamedWhole()
    {
        AssertValues(new Outer { Id = 1, Inner = new Point { X = 2, Y = 3 } }, "Id=1 Inner.X=2 Inner.Y=3");
    }

    [Theory]
    [InlineData("")]
    [InlineData("16 bytes\n0 Int64 A")]
    [InlineData("8 bytes\n0 Int64")]
    [InlineData("8 bytes\n-1 Int64 A")]
    [InlineData("8 bytes\n0 String A")]
    [InlineData("8 bytes\n0 7 A")]
    [InlineData("8 bytes\n4 Int64 A")]
    [InlineData("8 bytes\n2147483647 Int64 A")]
    [InlineData("8 bytes\n0 Byte A[9]._e")]
    [InlineData("8 bytes\n0 Byte A[0]._e")]
    [InlineData("8 bytes\n0 Byte A[9999][9999][9999][9999]._e")]
    [InlineData("8 bytes\n0 Byte A[9999]._e[9999]._e.B[9999]._e[9999]._e")]
    [InlineData("8 bytes\n0 Byte A[x]")]
    [InlineData("8 bytes\n0 Byte .")]
    [InlineData("8 bytes\n0 Byte a b")]
    [InlineData("8 bytes\n0 Byte a\tb")]
    public void Parse_TextThatIsNoSchema_SaysSo(string schema)
    {
        var e = Assert.Throws<InvalidDataException>(() => RecordLayout.Parse(schema, 8));
        Assert.StartsWith("the ring's schema cannot be read: ", e.Message);
        Assert.DoesNotContain(e.Message, char.IsControl);
    }

    [Fact]
    public void Parse_NamesNestedDeeply_AreRefusedAtOnce()
    {
        Assert.Throws<InvalidDataException>(() => RecordLayout.Parse("8 bytes\n0 Byte " + string.Join('.', Enumerable.Repeat("a", 2000)), 8));
        Assert.Throws<InvalidDataException>(() => RecordLayout.Parse("8 bytes\n0 Byte " + string.Join('.', Enumerable.Repeat("a[2]", 32)), 8));
        Assert.Single(RecordLayout.Parse("8 bytes\n0 Byte " + string.Join('.', Enumerable.Repeat("a", 32)), 8).Fields);
    }

    [Fact]
    public void Parse_RandomText_NeverEndsOtherwise()
    {
        var random = new Random(20_261_128);
        string[] parts = ["8", "0", " ", "bytes", "\n", "Byte", "Int64", "A", "[", "]", ".", "[3]", "._e", "99999999999", "-", "\e", "é"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = "8 bytes\n" + string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));
            try
            {
                Assert.All(RecordLayout.Parse(text, 8).Fields, field => Assert.InRange(field.Offset + field.Type.Bytes() * (field.Count ?? 1), 0, 8));
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    private static void AssertValues<T>(T record, string expected)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(new Span<T>(ref record)).ToArray();
        var fields = RecordLayout.Parse(RecordSchema.Of<T>().Text, bytes.Length).Fields;
        Assert.Equal(expected, string.Join(' ', fields.Select(field => $"{field.Name}={field.Text(bytes)}")));
    }

    private enum Side : byte
    {
        Sell = 1,
    }

    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Everything
    {
        public sbyte A;
        public byte B;
        public short C;
        public ushort D;
        public int E;
        public uint F;
        public long G;
        public ulong H;
        public float I;
        public double J;
        public Guid K;
        public Int128 L;
        public UInt128 M;
        public Side N;
    }

    private struct WithArrays
    {
        public Three Prices;
        public TwoOfThree Grid;
        public int Last;
    }

    [InlineArray(3)]
    private struct Three
    {
        private int _first;
    }

    [InlineArray(2)]
    private struct TwoOfThree
    {
        private Three _first;
    }

    private struct WithLevels
    {
        public TwoLevels Levels;
        public long End;
    }

    private struct Level
    {
        public long Price;
        public short Size;
        public Two Tag;
    }

    [InlineArray(2)]
    private struct Two
    {
        private byte _first;
    }

    [InlineArray(2)]
    private struct TwoLevels
    {
        private Level _first;
    }

    private struct Outer
    {
        public long Id;
        public Point Inner;
    }

    private struct Point
    {
        public int X;
        public int Y;
    }
}
