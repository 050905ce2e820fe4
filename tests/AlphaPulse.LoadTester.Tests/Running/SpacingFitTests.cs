using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Statistics;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Tests.Running;

public sealed class SpacingFitTests
{
    private static readonly long[] s_times = [0, 0, 10, 1_000, 1_000_000];

    [Theory]
    [InlineData(0, 5, "0 10 990 999000")]
    [InlineData(0, 1, "")]
    [InlineData(0, 0, "")]
    [InlineData(3, 4, "0 250000 999000")]
    [InlineData(1, 12, "0 0 10 10 10 990 990 250000 250000 999000 999000")]
    public void Add_AnyStretchOfACapture_HasItsIntervals(int first, long updates, string expected)
    {
        var histogram = new LongHistogram(HistogramLayout.LatencyNs);
        SpacingFit.Add(SpacingTable.Recorded(s_times, 1), first, updates, histogram);

        var wanted = new LongHistogram(HistogramLayout.LatencyNs);
        foreach (var interval in expected.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            wanted.RecordValue(long.Parse(interval));
        Assert.Equal(wanted.TotalCount, histogram.TotalCount);
        Assert.True(wanted.TotalCount == 0 || KolmogorovSmirnov.Distance(wanted, histogram) == 0);
    }

    [Theory]
    [InlineData("1 2 3", "1 2 3", 0)]
    [InlineData("1 2 3 4", "1 1 2 2 3 3 4 4", 0)]
    [InlineData("1 2", "5 6", 1)]
    [InlineData("1 2 3 4", "1 2 3 9", 0.25)]
    [InlineData("1 1 1 1", "1 1 1000 1000", 0.5)]
    public void Distance_OfTwoSamples_IsTheLargestDifferenceOfTheirDistributions(string one, string other, double expected) =>
        Assert.Equal(expected, KolmogorovSmirnov.Distance(Histogram(one), Histogram(other)), 1e-12);

    [Fact]
    public void Distance_ToAnEmptyOrOtherHistogram_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.Distance(Histogram("1"), Histogram("")));
        Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.Distance(Histogram("1"), new LongHistogram(1, 1_000, 2)));
    }

    private static LongHistogram Histogram(string values)
    {
        var histogram = new LongHistogram(HistogramLayout.LatencyNs);
        foreach (var value in values.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            histogram.RecordValue(long.Parse(value));
        return histogram;
    }
}
