using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Watching;

/// <summary>One run as it was within the last interval. Immutable.</summary>
internal sealed record RunView
{
    public required string Name { get; init; }

    public required RunPlan Plan { get; init; }

    /// <summary>Name of the phase that is written.</summary>
    public required string Phase { get; init; }

    /// <summary>Time of the schedule until which it is written; null before the first update.</summary>
    public required double? ScheduleSecs { get; init; }

    public required double TradesPerSecond { get; init; }

    public required double BookUpdatesPerSecond { get; init; }

    public required LatencyResults Latency { get; init; }

    /// <summary>Since the run started.</summary>
    public required RunTotals Totals { get; init; }

    public required bool HasPipeline { get; init; }

    public required IReadOnlyList<VenueView> Venues { get; init; }

    public required IReadOnlyList<StageView> Stages { get; init; }

    public required IReadOnlyList<ProcessView> Processes { get; init; }
}
