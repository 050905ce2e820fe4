using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>
/// A histogram as the points that HdrHistogram's percentile iterator visits: five to each halving of what is left to 100 %.
/// Curves and .hgrm files are made of them.
/// </summary>
internal sealed record PercentileCurve
{
    private const int TicksPerHalving = 5;

    /// <summary>Percentile, latency in ns, samples up to it.</summary>
    public required IReadOnlyList<double[]> Points { get; init; }

    public required long Total { get; init; }

    public required double Mean { get; init; }

    public required double Deviation { get; init; }

    public required long Max { get; init; }

    public required int Buckets { get; init; }

    public required int SubBuckets { get; init; }

    /// <param name="base64">A histogram of a results file.</param>
    /// <returns>Null if there is none, or none that can be read: the rest of the report does not depend on it.</returns>
    public static PercentileCurve? Of(string base64)
    {
        if (TryDecode(base64) is not { TotalCount: > 0 } histogram)
            return null;
        var subBuckets = SubBucketsOf(histogram.Layout);
        return new PercentileCurve
        {
            Points = Visit(histogram),
            Total = histogram.TotalCount,
            Mean = histogram.GetMean(),
            Deviation = histogram.GetStdDeviation(),
            Max = histogram.GetMaxValue(),
            Buckets = (histogram.Layout.CounterCount / (subBuckets / 2)) - 1,
            SubBuckets = subBuckets,
        };
    }

    public static LongHistogram? TryDecode(string base64)
    {
        try
        {
            return base64.Length == 0 ? null : HistogramEncoding.FromBase64(base64);
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or ArgumentException)
        {
            return null;
        }
    }

    // As HdrHistogram's PercentileIterator: the level to reach rises when it was reached, the last point is 100 %.
    private static List<double[]> Visit(LongHistogram histogram)
    {
        var points = new List<double[]>();
        var level = 0.0;
        long cumulative = 0;
        for (var index = 0; cumulative < histogram.TotalCount; index++)
        {
            var count = histogram.GetCountAtIndex(index);
            if (count == 0)
                continue;
            cumulative += count;
            var value = histogram.Layout.HighestValueAt(index);
            while (100.0 * cumulative / histogram.TotalCount >= level && level < 100)
            {
                points.Add([level, value, cumulative]);
                if (cumulative == histogram.TotalCount)
                    break;
                level += 100.0 / (TicksPerHalving * Math.Pow(2, (long)Math.Log2(100 / (100 - level)) + 1));
            }
        }

        points.Add([100, histogram.GetMaxValue(), cumulative]);
        return points;
    }

    // The power of two that tells the layout's digits apart; the first bucket has all of it, each other one its upper half.
    private static int SubBucketsOf(HistogramLayout layout) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(2 * Math.Pow(10, layout.SignificantDigits)));
}
