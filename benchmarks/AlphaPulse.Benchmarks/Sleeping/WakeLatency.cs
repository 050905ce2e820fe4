using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Benchmarks.Sleeping;

/// <summary>From before a publication until a stage sees it.</summary>
internal sealed record WakeLatency(long P50Ns, long P90Ns, long P99Ns, long P999Ns, long MostNs, long Count)
{
    internal static WakeLatency Of(LongHistogram histogram) => new(
        histogram.GetValueAtPercentile(50), histogram.GetValueAtPercentile(90), histogram.GetValueAtPercentile(99), histogram.GetValueAtPercentile(99.9),
        histogram.GetValueAtPercentile(100), histogram.TotalCount);
}
