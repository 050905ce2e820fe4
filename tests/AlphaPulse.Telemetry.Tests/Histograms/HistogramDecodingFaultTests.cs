using System.Buffers.Binary;
using System.IO.Compression;
using AlphaPulse.Telemetry.Histograms;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Histograms;

/// <summary>Whatever is decoded, the answer is a histogram or one clear line, and never more memory than a histogram needs.</summary>
public sealed class HistogramDecodingFaultTests
{
    [Fact]
    public void Decode_EveryPrefix_IsRefused()
    {
        foreach (var good in BothForms())
            for (var length = 0; length < good.Length; length++)
                AssertRefused(good[..length]);
    }

    [Fact]
    public void Decode_EveryBitFlipped_IsRefusedOrDecodes()
    {
        foreach (var good in BothForms())
            for (var bit = 0; bit < good.Length * 8; bit++)
            {
                var bytes = (byte[])good.Clone();
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                try
                {
                    HistogramEncoding.Decode(bytes);
                }
                catch (InvalidDataException)
                {
                }
            }
    }

    [Fact]
    public void Decode_CompressedContentFlipped_IsCaughtByItsChecksum()
    {
        var good = HistogramEncoding.EncodeCompressed(HistogramEncodingTests.SixValues());
        for (var offset = good.Length - 4; offset < good.Length; offset++)
        {
            var bytes = (byte[])good.Clone();
            bytes[offset] ^= 1;
            AssertRefused(bytes);
        }
    }

    [Fact]
    public void Decode_SomethingFollows_IsRefused()
    {
        foreach (var good in BothForms())
            AssertRefused([.. good, 0]);
    }

    [Theory]
    [InlineData(4, -1)]
    [InlineData(4, int.MaxValue)]
    [InlineData(4, 11)]
    [InlineData(8, 1)]
    [InlineData(12, -1)]
    [InlineData(12, 77)]
    [InlineData(12, int.MinValue)]
    [InlineData(16, -1)]
    [InlineData(20, 0)]
    [InlineData(24, -1)]
    [InlineData(32, 0x40000000)]
    [InlineData(32, 0x7ff80000)]
    [InlineData(0, 0x1c849305)]
    [InlineData(0, 0x0c72124e)]
    public void Decode_AbsurdHeaderWord_IsRefusedInBothForms(int offset, int value)
    {
        var plain = HistogramEncoding.Encode(HistogramEncodingTests.SixValues());
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(offset), value);

        AssertRefused(plain);
        AssertRefused(Compress(plain));
    }

    [Fact]
    public void Decode_LayoutOfMillionsOfCounters_IsRefusedBeforeAllocating()
    {
        var plain = Plain(lowest: 1, highest: long.MaxValue, digits: 5, payload: [0]);

        Assert.InRange(AllocatedBy(() => AssertRefused(plain)), 0, 1_000_000);
    }

    [Fact]
    public void Decode_ZipBomb_IsRefusedWithoutInflatingIt()
    {
        var bomb = Compress([.. Plain(1, 60_000_000_000, 3, [0]), .. new byte[64 << 20]]);

        Assert.InRange(AllocatedBy(() => AssertRefused(bomb)), 0, 4_000_000);
    }

    [Fact]
    public void AllocatedBy_LargeArray_IsSeen()
    {
        Assert.InRange(AllocatedBy(() => GC.KeepAlive(new byte[4_000_001])), 4_000_001, long.MaxValue);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-27_649)]
    public void Decode_RunOfZerosBeyondTheCounters_IsRefused(long word)
    {
        AssertRefused(Plain(1, 60_000_000_000, 3, Words(word)));
        AssertRefused(Plain(1, 60_000_000_000, 3, Words(-27_648, 1)));
    }

    [Fact]
    public void Decode_CountsBeyond63Bits_IsRefused()
    {
        AssertRefused(Plain(1, 60_000_000_000, 3, Words(long.MaxValue, 1)));
        Assert.Equal(long.MaxValue, HistogramEncoding.Decode(Plain(1, 60_000_000_000, 3, Words(long.MaxValue))).TotalCount);
    }

    [Fact]
    public void Decode_SingleZeroAsRunOfOne_IsAcceptedAsOthersWriteIt()
    {
        var histogram = HistogramEncoding.Decode(Plain(1, 60_000_000_000, 3, Words(-1, 4)));

        Assert.Equal(4, histogram.GetCountAtValue(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HIST")]
    [InlineData("not base64 at all!")]
    public void FromBase64_NoHistogram_IsRefused(string text)
    {
        var exception = Assert.Throws<InvalidDataException>(() => HistogramEncoding.FromBase64(text));

        Assert.StartsWith("Encoded histogram: ", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(byte[] bytes)
    {
        var exception = Assert.Throws<InvalidDataException>(() => HistogramEncoding.Decode(bytes));
        Assert.StartsWith("Encoded histogram: ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    private static byte[][] BothForms() =>
        [HistogramEncoding.Encode(HistogramEncodingTests.SixValues()), HistogramEncoding.EncodeCompressed(HistogramEncodingTests.SixValues())];

    private static byte[] Plain(long lowest, long highest, int digits, byte[] payload)
    {
        var bytes = new byte[40 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x1c849313);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), payload.Length);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), digits);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), lowest);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(24), highest);
        BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(32), 1.0);
        payload.CopyTo(bytes, 40);
        return bytes;
    }

    private static byte[] Words(params long[] words)
    {
        var bytes = new byte[words.Length * ZigZag.MaximumBytes];
        var length = 0;
        foreach (var word in words)
            length += ZigZag.Write(bytes.AsSpan(length), word);
        return bytes[..length];
    }

    private static byte[] Compress(byte[] plain)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[8]);
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(plain);
        var bytes = stream.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x1c849314);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), bytes.Length - 8);
        return bytes;
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
