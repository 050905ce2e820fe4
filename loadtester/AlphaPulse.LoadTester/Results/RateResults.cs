using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Results;

/// <summary>A rate of a search: medians over its runs. A figure is null if no run has it.</summary>
internal sealed record RateResults
{
    /// <summary>Updates a second of all exchanges, as asked for.</summary>
    public long UpdatesPerSecond { get; init; }

    public int Runs { get; init; }

    /// <summary>Runs in which an objective broke.</summary>
    public int BrokenRuns { get; init; }

    /// <summary>The objective that broke most often, as a metric's name; null if none did.</summary>
    public string? Gate { get; init; }

    public double? ActualUpdatesPerSecond { get; init; }

    public double? WriteP50Ns { get; init; }

    public double? WriteP99Ns { get; init; }

    [JsonPropertyName("write_p99_9_ns")]
    public double? WriteP999Ns { get; init; }

    public double? ResponseP99Ns { get; init; }

    /// <summary>Of the machine.</summary>
    public double? CpuPercent { get; init; }
}
