using AlphaPulse.LoadTester.Statistics;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Tests.Statistics;

public sealed class SeriesTests
{
    // Small, so that hundreds of sums are quick.
    private static readonly HistogramLayout s_layout = new(1, 4_000, 3);

    [Fact]
    public void RobustSpread_OfAHandCalculation_IsIt()
    {
        // Median 4, distances 3 2 1 0 1 2 96: their median is 2.
        Assert.Equal(4, RobustSpread.Median([1, 2, 3, 4, 5, 6, 100]));
        Assert.Equal(2 * 1.4826022185056018, RobustSpread.Deviation([1, 2, 3, 4, 5, 6, 100]), 1e-12);
        Assert.True(double.IsNaN(RobustSpread.Median([])));
    }

    [Fact]
    public void Anomalies_OneValueApart_AreThatValue()
    {
        Assert.Equal([6], Anomalies.Find([10, 11, 9, 10.5, 9.5, 10.2, 14, 9.8, 10.1]));
        Assert.Empty(Anomalies.Find([10, 11, 9, 10.5, 9.5, 10.2, 11.5, 9.8, 10.1]));
        Assert.Empty(Anomalies.Find([10, 10, 10, 10, 10, 99]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ChangePoints_PlantedSteps_AreFoundWhereTheyAre(int seed)
    {
        var random = new Random(seed);
        var series = Enumerable.Range(0, 60).Select(i => random.NextDouble() + (i < 20 ? 10 : i < 45 ? 12 : 9)).ToArray();

        var found = ChangePoints.Find(series);

        Assert.True(found.Select(point => point.Index).SequenceEqual([20, 45]), $"seed {seed}: {string.Join(", ", found)}");
        Assert.All(found, point => Assert.InRange(point.Probability, 0.001, 0.01));
        Assert.InRange(found[0].After - found[0].Before, 1.5, 2.5);
    }

    [Fact]
    public void ChangePoints_SeriesWithoutAChange_AreAsRareAsTheirLevel()
    {
        var random = new Random(1);
        var alarms = 0;
        for (var i = 0; i < 200; i++)
            alarms += ChangePoints.Find([.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())], 0.05, seed: i).Count > 0 ? 1 : 0;

        // 5 % of 200 is 10, and its scatter 3.
        Assert.InRange(alarms, 1, 20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void ChangePoints_TooShortOrConstant_AreNone(int count)
    {
        Assert.Empty(ChangePoints.Find([.. Enumerable.Range(0, count).Select(i => (double)i)]));
        Assert.Empty(ChangePoints.Find([.. Enumerable.Repeat(5.0, 40)]));
    }

    [Fact]
    public void MovingBlocks_Draw_HasAsManyIntervalsInRuns()
    {
        // Interval i holds i + 1 values of 1000 + i, so that a draw shows which intervals it is made of.
        var intervals = Enumerable.Range(0, 12).Select(i => Histogram(1_000 + (i * 10), i + 1)).ToArray();
        var bootstrap = new MovingBlockBootstrap(intervals, 4);
        var drawn = new LongHistogram(s_layout);

        bootstrap.Draw(new Random(2), drawn);

        var times = intervals.Select((interval, i) => drawn.GetCountAtValue(1_000 + (i * 10)) / interval.TotalCount).ToArray();
        Assert.Equal(12, times.Sum());
        // Three blocks of four successive intervals: no more than three places where the count of draws rises.
        Assert.InRange(Enumerable.Range(0, 12).Count(i => times[i] > (i == 0 ? 0 : times[i - 1])), 1, 3);
    }

    [Fact]
    public void MovingBlocks_PercentileOfEqualIntervals_HasNoWidth()
    {
        var estimate = new MovingBlockBootstrap([.. Enumerable.Range(0, 20).Select(_ => Histogram(500, 100))], 3).Percentile(50, 0.95, 200, seed: 1);

        Assert.Equal(new Estimate(500, 500, 500), estimate);
    }

    [Fact]
    public void MovingBlocks_PercentileOfDifferentIntervals_CoversTheTruth()
    {
        var random = new Random(4);
        var covered = 0;
        for (var repetition = 0; repetition < 40; repetition++)
        {
            // Each second has a level of its own: that, not the single values, is the noise.
            var intervals = Enumerable.Range(0, 30).Select(_ => Histogram(1_000 + random.Next(200), 10)).ToArray();
            var estimate = new MovingBlockBootstrap(intervals, 1).Percentile(50, 0.95, 300, seed: repetition);
            covered += estimate.Lower <= 1_100 && estimate.Upper >= 1_099 ? 1 : 0;
        }

        Assert.InRange(covered, 34, 40);
    }

    private static LongHistogram Histogram(long value, long count)
    {
        var histogram = new LongHistogram(s_layout);
        histogram.RecordValueWithCount(value, count);
        return histogram;
    }
}
