using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>What a session's programs say of themselves at a moment, beside the latencies of an interval. Counters are since the session began.</summary>
internal sealed record SessionSample
{
    public RunTotals Totals { get; init; } = new();

    /// <summary>Events of the measured phases.</summary>
    public long Events { get; init; }

    public long RefusedEvents { get; init; }

    public IReadOnlyList<ProcessState> Processes { get; init; } = [];
}
