namespace AlphaPulse.LoadTester.Statistics;

/// <summary>Values that stand apart from the others: modified z-scores from the median and the median of distances from it (Iglewicz and Hoaglin 1993).</summary>
internal static class Anomalies
{
    /// <summary>Iglewicz and Hoaglin's limit.</summary>
    public const double Limit = 3.5;

    /// <summary>Fewer have no spread worth the name.</summary>
    public const int LeastValues = 5;

    /// <summary>Indices of the values that stand apart; none where more than half of the values are equal.</summary>
    public static IReadOnlyList<int> Find(ReadOnlySpan<double> values)
    {
        var found = new List<int>();
        var deviation = RobustSpread.Deviation(values);
        if (values.Length < LeastValues || deviation == 0)
            return found;
        var median = RobustSpread.Median(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (Math.Abs(values[i] - median) / deviation > Limit)
                found.Add(i);
        }

        return found;
    }
}
