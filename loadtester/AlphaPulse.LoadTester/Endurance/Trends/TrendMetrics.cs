namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>Everything that is looked at, and how it is read from a line of the log.</summary>
internal static class TrendMetrics
{
    // A leak of less is found by the same means after more days; a cache, a pool or the runtime's own tables drift as much.
    private const double MemoryShare = 0.05;
    private const double MemoryBytes = 16_000_000;

    /// <summary>Of each process.</summary>
    public static readonly IReadOnlyList<(TrendMetric Metric, Func<ProcessState, long?> Read)> OfProcess =
    [
        (Memory("private_bytes", "private memory"), process => process.PrivateBytes),
        (Memory("heap_gen0_bytes", "heap, generation 0"), process => process.HeapGen0Bytes),
        (Memory("heap_gen1_bytes", "heap, generation 1"), process => process.HeapGen1Bytes),
        (Memory("heap_gen2_bytes", "heap, generation 2"), process => process.HeapGen2Bytes),
        (Memory("heap_large_bytes", "heap, large objects"), process => process.HeapLargeBytes),
        (Memory("heap_pinned_bytes", "heap, pinned objects"), process => process.HeapPinnedBytes),
        (Memory("heap_after_full_bytes", "heap after full collections"), process => process.HeapAfterFullBytes),

        // A program that serves no connections opens nothing after its start; a few a day may be the runtime's.
        (new TrendMetric("handles", "open files", "", WindowReduction.Floor, 0.05, 10), process => process.Handles),
        (new TrendMetric("threads", "threads", "", WindowReduction.Floor, 0.05, 4), process => process.Threads),
    ];

    /// <summary>Of the run. Latencies: what a person would call slower, above what a virtual machine's placement varies by.</summary>
    public static readonly IReadOnlyList<(TrendMetric Metric, Func<LogLine, double?> Read)> OfRun =
    [
        (new TrendMetric("ring_lag_events", "ring lag", "events", WindowReduction.Floor, 0.05, 1_000), line => line.RingLagEvents),
        (new TrendMetric("write_p50_ns", "write P50", "ns", WindowReduction.Median, 0.1, 25), line => line.WriteP50Ns),
        (new TrendMetric("write_p99_ns", "write P99", "ns", WindowReduction.Median, 0.2, 250), line => line.WriteP99Ns),
        (new TrendMetric("delivery_p50_ns", "delivery P50", "ns", WindowReduction.Median, 0.1, 25_000), line => line.DeliveryP50Ns),
        (new TrendMetric("delivery_p99_ns", "delivery P99", "ns", WindowReduction.Median, 0.2, 500_000), line => line.DeliveryP99Ns),
        (new TrendMetric("updates_per_second", "throughput", "updates/s", WindowReduction.Mean, 0.01, 1, IsFallBad: true), UpdatesPerSecond),
    ];

    private static TrendMetric Memory(string name, string label) => new(name, label, "bytes", WindowReduction.Floor, MemoryShare, MemoryBytes);

    private static double? UpdatesPerSecond(LogLine line) => line.EndNs <= line.StartNs ? null : (line.Trades + line.OrderbookUpdates) * 1e9 / (line.EndNs - line.StartNs);
}
