namespace AlphaPulse.LoadTester.Statistics;

/// <summary>Variance of Kendall's S between two rows of values that have nothing to do with each other, with ties (Kendall 1970, chapter 4). Pure.</summary>
internal static class RankVariance
{
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => (Pairs(x.Length) - Ties(x) - Ties(y)) / 18.0;

    /// <summary>The same against the order itself, which has no ties.</summary>
    public static double Of(ReadOnlySpan<double> y) => (Pairs(y.Length) - Ties(y)) / 18.0;

    private static double Ties(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (sum, run) = (0.0, 1);
        for (var i = 1; i <= sorted.Length; i++)
        {
            if (i < sorted.Length && sorted[i] == sorted[i - 1])
            {
                run++;
                continue;
            }

            sum += Pairs(run);
            run = 1;
        }

        return sum;
    }

    // 0 for a value that has no equal.
    private static double Pairs(double count) => count * (count - 1) * ((2 * count) + 5);
}
