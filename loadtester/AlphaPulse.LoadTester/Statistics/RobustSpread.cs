namespace AlphaPulse.LoadTester.Statistics;

/// <summary>Centre and spread that single outliers do not move.</summary>
internal static class RobustSpread
{
    /// <summary>Makes the median of absolute deviations the standard deviation of a normal distribution: 1 / Φ⁻¹(¾).</summary>
    public const double NormalConsistency = 1.4826022185056018;

    /// <summary>NaN if there is no value.</summary>
    public static double Median(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            return double.NaN;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return MedianOfSorted(sorted);
    }

    /// <summary>Middle of sorted values, of which there is at least one; the mean of the two middle ones.</summary>
    public static double MedianOfSorted(ReadOnlySpan<double> sorted)
    {
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>1.4826 × the median of the distances from the median: the standard deviation, were there no outliers.</summary>
    public static double Deviation(ReadOnlySpan<double> values) => DeviationFrom(values, Median(values));

    /// <summary>The same about a centre that is known.</summary>
    public static double DeviationFrom(ReadOnlySpan<double> values, double center)
    {
        var distances = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            distances[i] = Math.Abs(values[i] - center);
        return NormalConsistency * Median(distances);
    }
}
