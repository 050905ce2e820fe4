using MathNet.Numerics.Distributions;

namespace AlphaPulse.LoadTester.Statistics;

/// <summary>
/// Whether the second of two unpaired sets lies a given shift above the first (Mann and Whitney 1947). Up to
/// <see cref="MostExact"/> values in all the distribution is counted out, ties included.
/// </summary>
internal static class MannWhitney
{
    /// <summary>Beyond that the normal approximation is right to three digits.</summary>
    public const int MostExact = 60;

    /// <param name="first">One set.</param>
    /// <param name="second">The other.</param>
    /// <param name="shift">What the second may lie above the first.</param>
    public static RankTest Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double shift = 0)
    {
        if (first.IsEmpty || second.IsEmpty)
            return RankTest.Undecided;
        var values = new double[first.Length + second.Length];
        first.CopyTo(values);
        for (var i = 0; i < second.Length; i++)
            values[first.Length + i] = second[i] - shift;
        var ranks = Ranks.Of(values);
        var sum = 0;
        foreach (var rank in ranks.Doubled.AsSpan(first.Length))
            sum += rank;
        var greater = (sum / 2.0) - (second.Length * (second.Length + 1) / 2.0);
        if (values.Length > MostExact)
            return Approximate(greater, first.Length, second.Length, ranks.TieTerm);
        var distribution = RankDistribution.OfDraws(ranks.Doubled, second.Length);
        return new RankTest(greater, distribution.AtMost(sum), distribution.AtLeast(sum), IsExact: true);
    }

    private static RankTest Approximate(double statistic, double first, double second, double tieTerm)
    {
        var all = first + second;
        var variance = first * second / 12 * (all + 1 - (tieTerm / (all * (all - 1))));
        if (variance <= 0)
            return RankTest.Undecided;
        var (mean, deviation) = (first * second / 2, Math.Sqrt(variance));
        return new RankTest(
            statistic,
            Normal.CDF(mean, deviation, statistic + 0.5),
            1 - Normal.CDF(mean, deviation, statistic - 0.5),
            IsExact: false);
    }
}
