using MathNet.Numerics.Distributions;

namespace AlphaPulse.LoadTester.Statistics;

/// <summary>
/// How far apart two sides lie: the median of all pairwise averages (pairs) or differences (unpaired sets), and the interval that
/// the matching rank test would not reject (Hodges and Lehmann 1963). No bell curve is assumed, one outlier moves little.
/// </summary>
internal static class HodgesLehmann
{
    /// <summary>The centre of paired differences, from their Walsh averages and the signed-rank distribution.</summary>
    /// <param name="differences">Second minus first of each pair; at least one.</param>
    /// <param name="confidence">Of the interval, two-sided: the attained one is at least this.</param>
    public static Estimate OfPairs(ReadOnlySpan<double> differences, double confidence)
    {
        var count = differences.Length;
        var averages = new double[count * (count + 1) / 2];
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            for (var j = i; j < count; j++)
                averages[next++] = (differences[i] + differences[j]) / 2;
        }

        double ranked = count;
        var deviation = Math.Sqrt(ranked * (ranked + 1) * ((2 * ranked) + 1) / 24);
        return Interval(averages, confidence, deviation, count <= WilcoxonSignedRank.MostExact ? RankDistribution.OfSigns(Untied(count)) : null, 0);
    }

    /// <summary>How far the second of two unpaired sets lies above the first, from all differences and the Mann–Whitney distribution.</summary>
    /// <param name="first">At least one value.</param>
    /// <param name="second">At least one value.</param>
    /// <param name="confidence">Of the interval, two-sided: the attained one is at least this.</param>
    public static Estimate OfSets(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence)
    {
        var differences = new double[first.Length * second.Length];
        var next = 0;
        foreach (var a in first)
        {
            foreach (var b in second)
                differences[next++] = b - a;
        }

        var all = first.Length + second.Length;
        var deviation = Math.Sqrt((double)first.Length * second.Length * (all + 1) / 12);
        var least = second.Length * (second.Length + 1) / 2;
        return Interval(differences, confidence, deviation, all <= MannWhitney.MostExact ? RankDistribution.OfDraws(Untied(all), second.Length) : null, least);
    }

    // The k-th smallest and k-th largest bound the interval, k − 1 being the highest statistic with at most half of what the confidence leaves.
    private static Estimate Interval(double[] values, double confidence, double deviation, RankDistribution? exact, int leastSum)
    {
        Array.Sort(values);
        var tail = (1 - confidence) / 2;
        var k = 0;
        if (exact is null)
            k = Math.Max(0, (int)Math.Floor((values.Length / 2.0) - (Normal.InvCDF(0, 1, 1 - tail) * deviation)));
        else
            while (k < values.Length && exact.AtMost(2 * (leastSum + k)) <= tail)
                k++;
        var middle = values.Length / 2;
        var median = values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        return k == 0
            ? new Estimate(median, double.NegativeInfinity, double.PositiveInfinity)
            : new Estimate(median, values[k - 1], values[^k]);
    }

    private static int[] Untied(int count)
    {
        var ranks = new int[count];
        for (var i = 0; i < count; i++)
            ranks[i] = 2 * (i + 1);
        return ranks;
    }
}
