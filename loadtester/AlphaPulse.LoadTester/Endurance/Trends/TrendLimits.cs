using AlphaPulse.LoadTester.Profiles;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>What a series runs into if it goes on: the objectives of the endurance profile, the rings' capacity, the limit of open files. Immutable.</summary>
internal sealed class TrendLimits(RunConfig config)
{
    private const double BytesPerMb = 1_000_000;

    private static readonly IReadOnlyList<Objective> s_objectives = BuiltInProfiles.Find("endurance")!.Objectives;

    /// <summary>The limit, and what is left until it is reached; null if there is none.</summary>
    /// <param name="metric">Of the series.</param>
    /// <param name="process">Whose it is.</param>
    /// <param name="last">The last line of the log.</param>
    public (double Limit, double Left)? Of(TrendMetric metric, string? process, LogLine last)
    {
        var state = last.Processes.FirstOrDefault(found => found.Name == process);
        return metric.Name switch
        {
            // All processes together have one limit: whoever grows takes what is left of it.
            _ when metric.Unit == "bytes" => Objective(Metrics.MemoryMb) is { } mb ? (mb * BytesPerMb, (mb * BytesPerMb) - last.MemoryBytes) : null,
            "ring_lag_events" => (config.RingCapacity * config.Exchanges, (config.RingCapacity * config.Exchanges) - last.RingLagEvents),
            "write_p50_ns" => Latency(Metrics.WriteP50, last.WriteP50Ns),
            "write_p99_ns" => Latency(Metrics.WriteP99, last.WriteP99Ns),
            "handles" => state is { HandleLimit: { } most, Handles: { } open } ? (most, most - open) : null,
            _ => null,
        };
    }

    private static (double Limit, double Left)? Latency(Metric metric, long? value) =>
        Objective(metric) is { } limit && value is { } known ? (limit, limit - known) : null;

    private static double? Objective(Metric metric) => s_objectives.FirstOrDefault(objective => objective.Metric == metric)?.Limit;
}
