using MathNet.Numerics.Distributions;

namespace AlphaPulse.LoadTester.Statistics;

/// <summary>
/// Whether values rise or fall over time, whatever their distribution (Mann 1945; Kendall 1970). Values that resemble their
/// predecessors fake trends; <see cref="TestCorrected"/> takes that into account as Hamed and Rao do (J. Hydrology 204, 1998). Pure.
/// </summary>
internal static class MannKendall
{
    // Of the normal distribution, two-sided 5 %: an autocorrelation within it is noise, as Hamed and Rao take it.
    private const double SignificantZ = 1.959963984540054;

    /// <summary>Tests values that are independent of each other but for the trend.</summary>
    /// <param name="values">In the order of time; with fewer than three there is nothing to find and p is 1.</param>
    public static TrendTest Test(ReadOnlySpan<double> values) => Test(values, varianceFactor: 1);

    /// <summary>Tests values that may resemble their neighbours. The correction only ever makes the test more careful.</summary>
    /// <param name="values">In the order of time, at equal distances.</param>
    /// <param name="mostLag">Up to how many places apart values may be correlated; null for any distance.</param>
    public static TrendTest TestCorrected(ReadOnlySpan<double> values, int? mostLag = null) =>
        Test(values, values.Length < 3 ? 1 : Math.Max(1, VarianceFactor(values, mostLag ?? values.Length - 1)));

    private static TrendTest Test(ReadOnlySpan<double> values, double varianceFactor)
    {
        long s = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
                s += Math.Sign(values[j] - values[i]);
        }

        var deviation = Math.Sqrt(RankVariance.Of(values) * varianceFactor);
        if (values.Length < 3 || deviation == 0)
            return new TrendTest(s, 0, varianceFactor, 0, 1);

        // S moves in steps of two: half a step towards 0 for the continuous distribution.
        var z = (s - Math.Sign(s)) / deviation;
        return new TrendTest(s, 2.0 * s / values.Length / (values.Length - 1), varianceFactor, z, 2 * Normal.CDF(0, 1, -Math.Abs(z)));
    }

    /// <summary>n/n* of Hamed and Rao: from the autocorrelations of the ranks after the trend is taken away.</summary>
    internal static double VarianceFactor(ReadOnlySpan<double> values, int mostLag)
    {
        var n = values.Length;
        var ranks = Ranks(WithoutTrend(values));
        var mean = (n + 1) / 2.0;
        var variance = 0.0;
        foreach (var rank in ranks)
            variance += (rank - mean) * (rank - mean);
        if (variance == 0)
            return 1;
        var sum = 0.0;
        for (var lag = 1; lag <= Math.Min(mostLag, n - 1); lag++)
        {
            var covariance = 0.0;
            for (var i = lag; i < n; i++)
                covariance += (ranks[i] - mean) * (ranks[i - lag] - mean);
            var correlation = covariance / variance;
            if (Math.Abs(correlation) > SignificantZ / Math.Sqrt(n))
                sum += (double)(n - lag) * (n - lag - 1) * (n - lag - 2) * correlation;
        }

        return 1 + (2 * sum / ((double)n * (n - 1) * (n - 2)));
    }

    private static double[] WithoutTrend(ReadOnlySpan<double> values)
    {
        var places = new double[values.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = i;
        var slope = TheilSen.Fit(places, values).Slope;
        var rest = new double[values.Length];
        for (var i = 0; i < rest.Length; i++)
            rest[i] = values[i] - (slope * i);
        return rest;
    }

    // From 1; equal values share the mean of their ranks.
    private static double[] Ranks(double[] values)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var sorted = (double[])values.Clone();
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + 1 + end) / 2.0;
            start = end;
        }

        return ranks;
    }
}
