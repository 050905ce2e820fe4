using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Layout;

namespace AlphaPulse.RingBuffer.Tests.Layout;

public sealed class RecordSchemaTests
{
    [Fact]
    public void Of_NestedFieldsEnumsAndArrays_NamesOffsetsAndTypes()
    {
        Assert.Equal("32 bytes\n0 Int64 Time\n8 UInt16 Kind\n12 Int32 Level.Price\n16 Int16 Level.Count\n20 Int32 Depth[3]._first", RecordSchema.Of<Nested>().Text);
        Assert.Equal(32, RecordSchema.Of<Nested>().RecordBytes);
        Assert.NotEqual(RecordSchema.Of<Nested>().Hash, RecordSchema.Of<GoldenRecord>().Hash);
    }

    [Fact]
    public void Of_ArrayOfAnotherLength_AnotherHash() =>
        Assert.NotEqual(RecordSchema.Of<Array2>().Hash, RecordSchema.Of<Array4>().Hash);

    [Fact]
    public void Of_FieldsWithoutFixedMeaning_Refused()
    {
        Assert.Contains("Boolean", Assert.Throws<ArgumentException>(RecordSchema.Of<WithBool>).Message);
        Assert.Contains("IntPtr", Assert.Throws<ArgumentException>(RecordSchema.Of<WithPointer>).Message);
        Assert.Contains("multiple of 8", Assert.Throws<ArgumentException>(RecordSchema.Of<int>).Message);
        Assert.Contains("4096", Assert.Throws<ArgumentException>(RecordSchema.Of<TooLarge>).Message);
    }

    [InlineArray(3)]
    private struct Depth
    {
        private int _first;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct LevelPart
    {
        public int Price;
        public short Count;
    }

    [StructLayout(LayoutKind.Explicit, Size = 32)]
    private struct Nested
    {
        [FieldOffset(0)] public long Time;
        [FieldOffset(8)] public GoldenKind Kind;
        [FieldOffset(12)] public LevelPart Level;
        [FieldOffset(20)] public Depth Depth;
    }

    [InlineArray(2)]
    private struct Two
    {
        private long _first;
    }

    [InlineArray(4)]
    private struct Four
    {
        private long _first;
    }

    [StructLayout(LayoutKind.Explicit, Size = 32)]
    private struct Array2
    {
        [FieldOffset(0)] public Two Items;
    }

    [StructLayout(LayoutKind.Explicit, Size = 32)]
    private struct Array4
    {
        [FieldOffset(0)] public Four Items;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct WithBool
    {
        public long A;
        public bool B;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct WithPointer
    {
        public nint A;
    }

    [StructLayout(LayoutKind.Sequential, Size = 4104)]
    public struct TooLarge
    {
        public long A;
    }
}
