using MathNet.Numerics.Distributions;

namespace AlphaPulse.LoadTester.Statistics;

/// <summary>
/// Whether paired differences lie around a given shift (Wilcoxon 1945). Differences that equal the shift are left out, as Wilcoxon
/// did; ties share their ranks, and up to <see cref="MostExact"/> differences the distribution is counted out with them.
/// </summary>
internal static class WilcoxonSignedRank
{
    /// <summary>Beyond that the normal approximation is right to three digits.</summary>
    public const int MostExact = 50;

    /// <param name="differences">Second minus first of each pair.</param>
    /// <param name="shift">What the differences are held against.</param>
    public static RankTest Test(ReadOnlySpan<double> differences, double shift = 0)
    {
        var shifted = new List<double>(differences.Length);
        foreach (var difference in differences)
        {
            if (difference != shift)
                shifted.Add(difference - shift);
        }

        if (shifted.Count == 0)
            return RankTest.Undecided;
        var ranks = Ranks.Of([.. shifted.Select(Math.Abs)]);
        var positive = 0;
        for (var i = 0; i < shifted.Count; i++)
            positive += shifted[i] > 0 ? ranks.Doubled[i] : 0;
        if (shifted.Count > MostExact)
            return Approximate(positive / 2.0, shifted.Count, ranks.TieTerm);
        var distribution = RankDistribution.OfSigns(ranks.Doubled);
        return new RankTest(positive / 2.0, distribution.AtMost(positive), distribution.AtLeast(positive), IsExact: true);
    }

    private static RankTest Approximate(double statistic, double count, double tieTerm)
    {
        var mean = count * (count + 1) / 4;
        var deviation = Math.Sqrt((count * (count + 1) * ((2 * count) + 1) / 24) - (tieTerm / 48));
        return new RankTest(
            statistic,
            Normal.CDF(mean, deviation, statistic + 0.5),
            1 - Normal.CDF(mean, deviation, statistic - 0.5),
            IsExact: false);
    }
}
