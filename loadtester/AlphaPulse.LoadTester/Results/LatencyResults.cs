namespace AlphaPulse.LoadTester.Results;

/// <summary>The four latencies, never mixed; docs/architecture.md says what lies between which two moments.</summary>
internal sealed record LatencyResults
{
    public LatencySummary Write { get; init; } = new();

    public LatencySummary Lag { get; init; } = new();

    public LatencySummary Response { get; init; } = new();

    public LatencySummary Delivery { get; init; } = new();
}
