using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Results;

/// <summary>One latency in nanoseconds. A percentile is null if fewer than ten samples lie beyond it.</summary>
internal sealed record LatencySummary
{
    public long Count { get; init; }

    public long? MinNs { get; init; }

    public double? MeanNs { get; init; }

    public long? P50Ns { get; init; }

    public long? P90Ns { get; init; }

    public long? P95Ns { get; init; }

    public long? P99Ns { get; init; }

    [JsonPropertyName("p99_9_ns")]
    public long? P999Ns { get; init; }

    [JsonPropertyName("p99_99_ns")]
    public long? P9999Ns { get; init; }

    public long? MaxNs { get; init; }

    /// <summary>Samples outside 0 to 60 s, counted at the nearer end.</summary>
    public long Clamped { get; init; }
}
