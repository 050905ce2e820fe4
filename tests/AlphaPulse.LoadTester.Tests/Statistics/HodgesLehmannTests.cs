using AlphaPulse.LoadTester.Statistics;

namespace AlphaPulse.LoadTester.Tests.Statistics;

public sealed class HodgesLehmannTests
{
    [Fact]
    public void OfPairs_PublishedExample_IsThePublishedInterval()
    {
        var estimate = HodgesLehmann.OfPairs([0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01], 0.95);

        Assert.Equal(0.46, estimate.Value, 1e-9);
        Assert.Equal(0.010, estimate.Lower, 1e-9);
        Assert.Equal(0.786, estimate.Upper, 1e-9);
    }

    [Fact]
    public void OfSets_PublishedExample_IsThePublishedInterval()
    {
        var estimate = HodgesLehmann.OfSets([0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46], [1.15, 0.88, 0.90, 0.74, 1.21], 0.95);

        Assert.Equal(-0.305, estimate.Value, 1e-9);
        Assert.Equal(-0.76, estimate.Lower, 1e-9);
        Assert.Equal(0.15, estimate.Upper, 1e-9);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void OfPairs_FewPairs_HasNoIntervalBelowSix(int pairs, bool isBounded) =>
        Assert.Equal(isBounded, HodgesLehmann.OfPairs([.. Enumerable.Range(0, pairs).Select(i => (double)i)], 0.95).IsBounded);

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void OfSets_FewValues_HasNoIntervalBelowFour(int count, bool isBounded)
    {
        var values = Enumerable.Range(0, count).Select(i => (double)i).ToArray();

        Assert.Equal(isBounded, HodgesLehmann.OfSets(values, values, 0.95).IsBounded);
    }

    [Fact]
    public void OfPairs_OneOutlier_MovesLittle()
    {
        double[] calm = [1, 1.1, 0.9, 1.05, 0.95, 1.02, 0.98, 1.01, 0.99, 1];

        Assert.Equal(HodgesLehmann.OfPairs(calm, 0.95).Value, HodgesLehmann.OfPairs([.. calm[..^1], 1_000], 0.95).Value, 0.05);
    }

    // The interval is the set of shifts that the test does not reject.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Interval_AnyData_IsTheInversionOfTheTest(int seed)
    {
        var random = new Random(seed);
        var first = Enumerable.Range(0, 9).Select(_ => random.NextDouble()).ToArray();
        var second = Enumerable.Range(0, 12).Select(_ => random.NextDouble() + 0.3).ToArray();
        var pairs = HodgesLehmann.OfPairs(second, 0.95);
        var sets = HodgesLehmann.OfSets(first, second, 0.95);
        const double step = 1e-9;

        Assert.True(WilcoxonSignedRank.Test(second, pairs.Lower - step).Greater <= 0.025, $"seed {seed}");
        Assert.True(WilcoxonSignedRank.Test(second, pairs.Lower + step).Greater > 0.025, $"seed {seed}");
        Assert.True(WilcoxonSignedRank.Test(second, pairs.Upper + step).Less <= 0.025, $"seed {seed}");
        Assert.True(MannWhitney.Test(first, second, sets.Lower - step).Greater <= 0.025, $"seed {seed}");
        Assert.True(MannWhitney.Test(first, second, sets.Lower + step).Greater > 0.025, $"seed {seed}");
        Assert.True(MannWhitney.Test(first, second, sets.Upper + step).Less <= 0.025, $"seed {seed}");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public void OfPairs_ManyRepetitions_CoverTheTruthAsOftenAsPromised(int pairs)
    {
        var random = new Random(3);
        var covered = 0;
        const int repetitions = 1_000;
        for (var i = 0; i < repetitions; i++)
        {
            var estimate = HodgesLehmann.OfPairs([.. Enumerable.Range(0, pairs).Select(_ => Noise(random) + 5)], 0.95);
            covered += estimate.Lower <= 5 && 5 <= estimate.Upper ? 1 : 0;
        }

        // 95 % and the scatter of 1,000 repetitions (3 × 0.7 %).
        Assert.InRange(covered, 929, 980);
    }

    [Fact]
    public void SmallestEffect_OfThatSize_IsConfirmedInFourOfFiveRepetitions()
    {
        var random = new Random(5);
        const double threshold = 0.5;
        double[] Draw(double effect) => [.. Enumerable.Range(0, 20).Select(_ => Noise(random) + effect)];
        var effect = SmallestEffect.Above(threshold, Enumerable.Range(0, 200).Average(_ => HodgesLehmann.OfPairs(Draw(0), 0.95).HalfWidth), 0.95);
        var confirmed = Enumerable.Range(0, 1_000).Count(_ => HodgesLehmann.OfPairs(Draw(effect), 0.95).Lower > threshold);

        Assert.InRange(confirmed, 750, 860);
    }

    // Sum of uniform values: bell-shaped, mean 0.
    private static double Noise(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
}
