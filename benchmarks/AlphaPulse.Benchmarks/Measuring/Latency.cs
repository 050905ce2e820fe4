using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>Percentiles of one measurement, in nanoseconds.</summary>
internal sealed record Latency(long P50Ns, long P99Ns, long P999Ns)
{
    internal static Latency Of(LongHistogram histogram) =>
        new(histogram.GetValueAtPercentile(50), histogram.GetValueAtPercentile(99), histogram.GetValueAtPercentile(99.9));

    /// <summary>1 ns to 60 s, three digits: as the load tester records.</summary>
    internal static LongHistogram NewHistogram() => new(1, 60_000_000_000, 3);
}
