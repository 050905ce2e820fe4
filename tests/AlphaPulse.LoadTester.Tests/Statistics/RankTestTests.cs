using AlphaPulse.LoadTester.Statistics;

namespace AlphaPulse.LoadTester.Tests.Statistics;

/// <summary>Against published examples and tables, and against enumerations that were made apart from this code.</summary>
public sealed class RankTestTests
{
    private const double Tolerance = 1e-12;

    // Hollander and Wolfe 1973, p. 29: depression scale before and after tranquilizer.
    private static readonly double[] s_depression = [1.83 - 0.878, 0.50 - 0.647, 1.62 - 0.598, 2.48 - 2.05, 1.68 - 1.06, 1.88 - 1.29, 1.55 - 1.06, 3.06 - 3.14, 1.30 - 1.29];

    // Hollander and Wolfe 1973, p. 69: permeability of the human chorioamnion.
    private static readonly double[] s_term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    private static readonly double[] s_early = [1.15, 0.88, 0.90, 0.74, 1.21];

    [Fact]
    public void SignedRank_PublishedExample_IsThePublishedResult()
    {
        var test = WilcoxonSignedRank.Test(s_depression);

        Assert.Equal((40.0, true), (test.Statistic, test.IsExact));
        Assert.Equal(0.01953125, test.Greater, Tolerance);
        Assert.Equal(0.986328125, test.Less, Tolerance);
        Assert.Equal(0.0390625, test.TwoSided, Tolerance);
    }

    [Fact]
    public void SignedRank_TiesAndZeros_IsTheEnumeration()
    {
        var test = WilcoxonSignedRank.Test([1, 1, -1, 2, 2, 3, 0, -4, 5, 5]);

        Assert.Equal(36, test.Statistic);
        Assert.Equal(0.943359375, test.Less, Tolerance);
        Assert.Equal(0.064453125, test.Greater, Tolerance);
    }

    [Fact]
    public void SignedRank_TenPairsAllOfOneSign_HasTheLeastPossibleP()
    {
        var test = WilcoxonSignedRank.Test([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

        Assert.Equal(1 / 1024.0, test.Greater, Tolerance);
        Assert.Equal(0.002, test.TwoSided, 1e-4);
    }

    [Fact]
    public void SignedRank_NothingButZeros_IsUndecided() => Assert.Equal(1, WilcoxonSignedRank.Test([0, 0, 0]).TwoSided);

    [Fact]
    public void SignedRank_Shift_MovesTheQuestion()
    {
        double[] differences = [0.9, 1.1, 1.2, 0.95, 1.05, 1.3];

        Assert.Equal(WilcoxonSignedRank.Test([.. differences.Select(d => d - 1)]), WilcoxonSignedRank.Test(differences, 1));
    }

    [Fact]
    public void SignedRank_LargeSet_ApproximatesTheExactResult()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, WilcoxonSignedRank.MostExact).Select(_ => random.NextDouble() - 0.4).ToArray();
        var exact = WilcoxonSignedRank.Test(values);
        var approximate = WilcoxonSignedRank.Test([.. values, 1e-9]);

        Assert.True(exact.IsExact);
        Assert.False(approximate.IsExact);
        Assert.Equal(exact.Greater, approximate.Greater, 0.02);
    }

    [Fact]
    public void MannWhitney_PublishedExample_IsThePublishedResult()
    {
        var test = MannWhitney.Test(s_early, s_term);

        Assert.Equal(35, test.Statistic);
        Assert.Equal(0.1272061272061272, test.Greater, Tolerance);
        Assert.Equal(0.8967698967698968, test.Less, Tolerance);
    }

    [Fact]
    public void MannWhitney_Ties_IsTheEnumeration()
    {
        var test = MannWhitney.Test([1, 1, 2, 3, 3], [2, 3, 3, 4, 5, 5]);

        Assert.Equal(25.5, test.Statistic);
        Assert.Equal(0.9891774891774892, test.Less, Tolerance);
        Assert.Equal(0.0367965367965368, test.Greater, Tolerance);
    }

    [Theory]
    [InlineData(3, 0.10)]
    [InlineData(4, 0.0286)]
    [InlineData(5, 0.0079)]
    public void MannWhitney_SidesApart_HasTheLeastPossibleP(int count, double least)
    {
        var first = Enumerable.Range(0, count).Select(i => (double)i).ToArray();

        Assert.Equal(least, MannWhitney.Test(first, [.. first.Select(v => v + 100)]).TwoSided, 5e-5);
    }

    [Fact]
    public void MannWhitney_LargeSets_ApproximateTheExactResult()
    {
        var random = new Random(11);
        var first = Enumerable.Range(0, 30).Select(_ => random.NextDouble()).ToArray();
        var second = Enumerable.Range(0, 30).Select(_ => random.NextDouble() + 0.1).ToArray();

        Assert.Equal(MannWhitney.Test(first, second).Greater, MannWhitney.Test([.. first, -1, 2], [.. second, -1, 2]).Greater, 0.03);
    }

    [Fact]
    public void MannWhitney_AllEqual_IsUndecided() => Assert.Equal(1, MannWhitney.Test([2, 2, 2], [2, 2, 2]).TwoSided);

    // Each assignment is counted once: the probabilities of all sums are those of a fair draw.
    [Theory]
    [InlineData(8, 3, 5 / 256.0)]
    [InlineData(10, 8, 25 / 1024.0)]
    public void SignedRank_CriticalValue_IsThatOfTheTables(int count, int critical, double probability)
    {
        var ranks = Enumerable.Range(1, count).Select(rank => 2 * rank).ToArray();

        Assert.Equal(probability, RankDistribution.OfSigns(ranks).AtMost(2 * critical), Tolerance);
        Assert.InRange(RankDistribution.OfSigns(ranks).AtMost(2 * (critical + 1)), 0.025 + Tolerance, 1);
    }

    [Fact]
    public void Holm_Adjust_IsTheHandCalculation()
    {
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]));
        Assert.Equal([1.0, 1.0], Holm.Adjust([0.7, 0.9]));
    }
}
