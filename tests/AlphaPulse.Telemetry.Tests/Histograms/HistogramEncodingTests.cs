using AlphaPulse.Telemetry.Histograms;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Histograms;

/// <summary>Golden vectors of the V2 encoding, checked against the Java reference when they were made.</summary>
public sealed class HistogramEncodingTests
{
    private const long Hour = 3_600_000_000_000;
    private const string EmptyPlain = "1c849313000000010000000000000003000000000000000100000346" + "30b8a0003ff000000000000000";
    private const string SixValuesBase64 = "HISTFAAAACx42pNpmSzMwMDAwwABzFCaEch0M9ixgMH+A1SEhekkP9NHZabfVUwAlfQHxA==";

    [Fact]
    public void Encode_Empty_IsGolden()
    {
        Assert.Equal(EmptyPlain, Convert.ToHexStringLower(HistogramEncoding.Encode(new LongHistogram(1, Hour, 3))));
    }

    [Fact]
    public void Encode_SixValues_HasGoldenPayload()
    {
        var encoded = HistogramEncoding.Encode(SixValues());

        Assert.Equal("000402c90f02f12302fb7a02", Convert.ToHexStringLower(encoded.AsSpan(40)));
        Assert.Equal([0, 0, 0, 12], encoded[4..8]);
    }

    [Fact]
    public void FromBase64_JavaText_HasItsContent()
    {
        var histogram = HistogramEncoding.FromBase64(SixValuesBase64);

        Assert.Equal(new HistogramLayout(1, Hour, 3), histogram.Layout);
        Assert.Equal(6, histogram.TotalCount);
        Assert.Equal(2, histogram.GetValueAtPercentile(50));
        Assert.Equal(1_000_447, histogram.GetMaxValue());
        Assert.Equal(2, histogram.GetCountAtValue(1));
        Assert.Equal(1, histogram.GetCountAtValue(1_000_000));
    }

    [Fact]
    public void ToBase64_AnyHistogram_BeginsWithHist()
    {
        Assert.StartsWith("HIST", HistogramEncoding.ToBase64(SixValues()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(1, "02")]
    [InlineData(-1, "01")]
    [InlineData(63, "7e")]
    [InlineData(64, "8001")]
    [InlineData(8191, "fe7f")]
    [InlineData(-8192, "ff7f")]
    [InlineData(1L << 31, "8080808010")]
    [InlineData(1L << 62, "808080808080808080")]
    [InlineData(long.MaxValue, "feffffffffffffffff")]
    [InlineData(long.MinValue, "ffffffffffffffffff")]
    public void ZigZag_GoldenValue_HasGoldenBytesBothWays(long value, string hex)
    {
        var buffer = new byte[ZigZag.MaximumBytes];

        var written = ZigZag.Write(buffer, value);

        Assert.Equal(hex, Convert.ToHexStringLower(buffer.AsSpan(0, written)));
        Assert.True(ZigZag.TryRead(buffer.AsSpan(0, written), out var read, out var length));
        Assert.Equal((value, written), (read, length));
        Assert.False(ZigZag.TryRead(buffer.AsSpan(0, written - 1), out _, out _));
    }

    internal static LongHistogram SixValues()
    {
        var histogram = new LongHistogram(1, Hour, 3);
        foreach (var value in (long[])[1, 1, 2, 1000, 5000, 1_000_000])
            histogram.RecordValue(value);
        return histogram;
    }
}
