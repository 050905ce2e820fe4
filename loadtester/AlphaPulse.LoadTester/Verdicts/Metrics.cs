namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>Every metric that can be judged, in the order in which verdicts list them.</summary>
internal static class Metrics
{
    public static readonly Metric UpdatesPerSecond = new("updates_per_second", "throughput", "/s", Comparison.AtLeast, "throughput.updates_per_second");
    public static readonly Metric EventsPerSecond = new("events_per_second", "events", "/s", Comparison.AtLeast, "throughput.events_per_second");
    public static readonly Metric MinUpdatesPerSecond = new("min_updates_per_second", "slowest interval", "/s", Comparison.AtLeast, "throughput.min_updates_per_second");
    public static readonly Metric TradesPerSecond = new("trades_per_second", "trades", "/s", Comparison.AtLeast, "throughput.trades_per_second");
    public static readonly Metric TpsAchievement = new("tps_achievement_percent", "TPS achievement", "%", Comparison.AtLeast, "throughput.tps_achievement_percent");
    public static readonly Metric OpsAchievement = new("ops_achievement_percent", "OPS achievement", "%", Comparison.AtLeast, "throughput.ops_achievement_percent");
    public static readonly Metric WriteP50 = new("write_p50_ns", "write P50", "ns", Comparison.Below, "latency.write.p50_ns");
    public static readonly Metric WriteP90 = new("write_p90_ns", "write P90", "ns", Comparison.Below, "latency.write.p90_ns");
    public static readonly Metric WriteP99 = new("write_p99_ns", "write P99", "ns", Comparison.Below, "latency.write.p99_ns");
    public static readonly Metric WriteP999 = new("write_p99_9_ns", "write P99.9", "ns", Comparison.Below, "latency.write.p99_9_ns");
    public static readonly Metric ResponseP95 = new("response_p95_ns", "response P95", "ns", Comparison.Below, "latency.response.p95_ns");
    public static readonly Metric ResponseP99 = new("response_p99_ns", "response P99", "ns", Comparison.Below, "latency.response.p99_ns");
    public static readonly Metric DeliveryP99 = new("delivery_p99_ns", "delivery P99", "ns", Comparison.Below, "latency.delivery.p99_ns");
    public static readonly Metric RecoveryMs = new("recovery_ms", "recovery", "ms", Comparison.AtMost, "recovery.recovered_after_ms");
    public static readonly Metric ErrorRate = new("error_rate_percent", "error rate", "%", Comparison.Below, "errors.error_rate_percent");
    public static readonly Metric LostEvents = new("lost_events", "lost events", "", Comparison.AtMost, "errors.lost_events");
    public static readonly Metric SequenceGaps = new("sequence_gaps", "sequence gaps", "", Comparison.AtMost, "errors.sequence_gaps");
    public static readonly Metric BooksMismatched = new("books_mismatched", "books mismatched", "", Comparison.AtMost, "books.mismatched");
    public static readonly Metric BooksAgreement = new("books_agreement_percent", "books agreement", "%", Comparison.AtLeast, "books.agreement_percent");
    public static readonly Metric CpuPercent = new("cpu_percent", "CPU of machine", "%", Comparison.Below, "resources.avg_cpu_percent");
    public static readonly Metric MemoryMb = new("memory_mb", "memory", "MB", Comparison.Below, "resources.peak_memory_mb");

    public static readonly Metric MemoryGrowthMb = new("memory_growth_mb", "memory growth", "MB", Comparison.Below, "efficiency.memory_growth_mb");
    public static readonly Metric MemoryPerMillion = new("memory_mb_per_million_events", "memory per million events", "MB", Comparison.Below, "efficiency.memory_mb_per_million_events");
    public static readonly Metric CpuEfficiency = new("updates_per_second_per_cpu_percent", "updates/s per CPU percent", "/s", Comparison.AtLeast, "efficiency.updates_per_second_per_cpu_percent");

    public static readonly IReadOnlyList<Metric> All =
    [
        UpdatesPerSecond, MinUpdatesPerSecond, EventsPerSecond, TradesPerSecond, TpsAchievement, OpsAchievement, WriteP50, WriteP90, WriteP99, WriteP999,
        ResponseP95, ResponseP99, DeliveryP99, RecoveryMs, ErrorRate, LostEvents, SequenceGaps, BooksMismatched, BooksAgreement, CpuPercent, CpuEfficiency, MemoryMb, MemoryGrowthMb, MemoryPerMillion,
    ];

    public static Metric? Find(string name)
    {
        foreach (var metric in All)
        {
            if (metric.Name == name)
                return metric;
        }

        return null;
    }
}
