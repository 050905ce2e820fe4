namespace AlphaPulse.LoadTester.Statistics;

/// <summary>p-values of several questions asked at once, adjusted so that one false alarm among all of them stays as rare as one in a single question (Holm 1979).</summary>
internal static class Holm
{
    /// <summary>The adjusted p-values, in the order of the given ones.</summary>
    public static double[] Adjust(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var adjusted = new double[values.Length];
        double least = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            least = Math.Min(1, Math.Max(least, sorted[i] * (sorted.Length - i)));
            adjusted[order[i]] = least;
        }

        return adjusted;
    }
}
