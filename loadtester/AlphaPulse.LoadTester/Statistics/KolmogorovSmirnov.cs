using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Statistics;

/// <summary>The Kolmogorov–Smirnov distance: the largest difference of two empirical distribution functions.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>Between two histograms of the same layout, to the width of their buckets.</summary>
    /// <exception cref="ArgumentException">Their layouts differ, or one is empty.</exception>
    public static double Distance(LongHistogram one, LongHistogram other)
    {
        if (one.Layout != other.Layout)
            throw new ArgumentException("the histograms have different layouts", nameof(other));
        if (one.TotalCount == 0 || other.TotalCount == 0)
            throw new ArgumentException("a histogram is empty", nameof(other));
        var (distance, countOne, countOther) = (0.0, 0L, 0L);
        for (var i = 0; i < one.Layout.CounterCount; i++)
        {
            countOne += one.GetCountAtIndex(i);
            countOther += other.GetCountAtIndex(i);
            distance = Math.Max(distance, Math.Abs(((double)countOne / one.TotalCount) - ((double)countOther / other.TotalCount)));
        }

        return distance;
    }
}
