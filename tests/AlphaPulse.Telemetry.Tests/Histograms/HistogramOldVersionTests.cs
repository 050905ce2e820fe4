using System.Buffers.Binary;
using AlphaPulse.Telemetry.Histograms;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Histograms;

/// <summary>V0 and V1, whose encoder here follows the format's description; the Java reference is asked elsewhere whether it agrees.</summary>
public sealed class HistogramOldVersionTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(0, 4)]
    [InlineData(0, 8)]
    [InlineData(1, 2)]
    [InlineData(1, 4)]
    [InlineData(1, 8)]
    public void Decode_OlderVersion_GivesTheSameHistogram(int version, int wordBytes)
    {
        var expected = HistogramEncodingTests.SixValues();
        var plain = OldEncoding.Plain(expected, version, wordBytes);

        HistogramAssert.SameCounts(expected, HistogramEncoding.Decode(plain));
        HistogramAssert.SameCounts(expected, HistogramEncoding.Decode(OldEncoding.Compressed(plain, version, wordBytes)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Decode_EveryPrefix_IsRefused(int version)
    {
        var plain = OldEncoding.Plain(HistogramEncodingTests.SixValues(), version, 4);
        var compressed = OldEncoding.Compressed(plain, version, 4);
        foreach (var good in (byte[][])[plain, compressed])
            for (var length = 0; length < good.Length; length++)
                AssertRefused(good[..length]);
    }

    [Fact]
    public void Decode_TotalOfV0ThatIsNotTheSum_IsRefused()
    {
        var plain = OldEncoding.Plain(HistogramEncodingTests.SixValues(), 0, 8);
        plain[31]++;

        Assert.Contains("announces 7 values", AssertRefused(plain), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_NegativeCount_IsRefused()
    {
        var plain = OldEncoding.Plain(HistogramEncodingTests.SixValues(), 1, 2);
        BinaryPrimitives.WriteInt16BigEndian(plain.AsSpan(42), -1);

        Assert.Contains("index 1 is -1", AssertRefused(plain), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x1c849301)]
    [InlineData(0x1c849361)]
    [InlineData(0x1c8493f1)]
    public void Decode_WordSizeThatNoneHas_IsRefused(int cookie)
    {
        var plain = OldEncoding.Plain(HistogramEncodingTests.SixValues(), 1, 2);
        BinaryPrimitives.WriteInt32BigEndian(plain, cookie);

        AssertRefused(plain);
    }

    [Fact]
    public void Decode_OneVersionInsideAnother_IsRefused()
    {
        AssertRefused(OldEncoding.Compressed(OldEncoding.Plain(HistogramEncodingTests.SixValues(), 1, 2), 0, 2));
    }

    [Theory]
    [InlineData(0x0c72124e)]
    [InlineData(0x0c72124f)]
    public void Decode_DoubleHistogram_IsRefusedByItsName(int cookie)
    {
        var bytes = new byte[100];
        BinaryPrimitives.WriteInt32BigEndian(bytes, cookie);

        Assert.Contains("DoubleHistogram", AssertRefused(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_V0ThatInflatesWithoutEnd_IsRefused()
    {
        var plain = OldEncoding.Plain(HistogramEncodingTests.SixValues(), 0, 8);

        AssertRefused(OldEncoding.Compressed([.. plain, .. new byte[64 << 20]], 0, 8));
    }

    private static string AssertRefused(byte[] bytes)
    {
        var exception = Assert.Throws<InvalidDataException>(() => HistogramEncoding.Decode(bytes));
        Assert.StartsWith("Encoded histogram: ", exception.Message, StringComparison.Ordinal);
        return exception.Message;
    }
}
