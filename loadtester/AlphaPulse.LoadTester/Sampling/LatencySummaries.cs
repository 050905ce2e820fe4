using AlphaPulse.LoadTester.Results;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Histogram → the figures that are reported of it.</summary>
internal static class LatencySummaries
{
    // A percentile with fewer samples beyond it is the value of a few accidents.
    private const int LeastSamplesBeyond = 10;

    public static LatencySummary Of(LongHistogram histogram) => histogram.TotalCount == 0
        ? new LatencySummary()
        : new LatencySummary
        {
            Count = histogram.TotalCount,
            MinNs = Math.Max(0, histogram.Min),
            MeanNs = Math.Round(histogram.GetMean(), 1),
            P50Ns = Percentile(histogram, 50),
            P90Ns = Percentile(histogram, 90),
            P95Ns = Percentile(histogram, 95),
            P99Ns = Percentile(histogram, 99),
            P999Ns = Percentile(histogram, 99.9),
            P9999Ns = Percentile(histogram, 99.99),
            MaxNs = Math.Max(0, histogram.Max),
            Clamped = histogram.ClampedCount,
        };

    /// <summary>Null if fewer than ten samples lie beyond it. Never above the maximum: the upper edge of the last bucket may be.</summary>
    public static long? Percentile(LongHistogram histogram, double percentile) =>
        HasEnough(histogram.TotalCount, percentile) ? Math.Max(0, Math.Min(histogram.GetValueAtPercentile(percentile), histogram.Max)) : null;

    internal static bool HasEnough(long count, double percentile) => Math.Round(count * (100 - percentile) / 100, 6) >= LeastSamplesBeyond;
}
