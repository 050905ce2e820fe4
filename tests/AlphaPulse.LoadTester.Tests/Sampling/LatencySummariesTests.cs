using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Tests.Sampling;

public sealed class LatencySummariesTests
{
    [Theory]
    [InlineData(19, 50, false)]
    [InlineData(20, 50, true)]
    [InlineData(999, 99, false)]
    [InlineData(1_000, 99, true)]
    [InlineData(9_999, 99.9, false)]
    [InlineData(10_000, 99.9, true)]
    [InlineData(99_999, 99.99, false)]
    [InlineData(100_000, 99.99, true)]
    public void HasEnough_TenSamplesBeyond_IsTheLimit(long count, double percentile, bool expected) =>
        Assert.Equal(expected, LatencySummaries.HasEnough(count, percentile));

    [Fact]
    public void Of_FewSamples_LeavesPercentilesOut()
    {
        var histogram = new LongHistogram(HistogramLayout.LatencyNs);
        for (var i = 1; i <= 1_000; i++)
            histogram.RecordValue(i);

        var summary = LatencySummaries.Of(histogram);

        Assert.Equal((1_000, 1, 1_000), (summary.Count, summary.MinNs, summary.MaxNs));
        Assert.Equal((500, 990), (summary.P50Ns, summary.P99Ns));
        Assert.Null(summary.P999Ns);
        Assert.Null(summary.P9999Ns);
    }

    [Fact]
    public void Of_SamplesInTheLowerPartOfABucket_HasNoPercentileAboveTheMaximum()
    {
        var histogram = new LongHistogram(HistogramLayout.LatencyNs);
        for (var i = 0; i < 1_000; i++)
            histogram.RecordValue(10_000_000);

        var summary = LatencySummaries.Of(histogram);

        Assert.True(histogram.GetValueAtPercentile(99) > 10_000_000); // HdrHistogram's rule: the bucket's upper edge
        Assert.Equal((10_000_000, 10_000_000, 10_000_000), (summary.P50Ns, summary.P99Ns, summary.MaxNs));
    }

    [Fact]
    public void Of_NoSamples_IsEmpty()
    {
        var summary = LatencySummaries.Of(new LongHistogram(HistogramLayout.LatencyNs));

        Assert.Equal(0, summary.Count);
        Assert.Null(summary.MinNs);
        Assert.Null(summary.MeanNs);
        Assert.Null(summary.MaxNs);
    }
}
