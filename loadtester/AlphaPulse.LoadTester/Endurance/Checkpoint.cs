using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>
/// Everything that a resumed run needs to know of what was before it: what was asked for, on which machine, how far it has come,
/// and what it had measured by then. Immutable.
/// </summary>
internal sealed record Checkpoint
{
    public const string SchemaName = "alphapulse.checkpoint/1";

    public string Schema { get; init; } = SchemaName;

    /// <summary>Name of the run, the same in all its sessions and segments.</summary>
    public string Run { get; init; } = "";

    public RunState State { get; init; }

    /// <summary>Why the last session ended before its time; null while it goes on, or if it was killed.</summary>
    public string? Reason { get; init; }

    /// <summary>What was typed, by long option name: with it the run is started again.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>What that meant when the run was started, the profile's values and objectives included.</summary>
    public RunConfig Config { get; init; } = new();

    public IReadOnlyList<string> Objectives { get; init; } = [];

    public RunEnvironment Environment { get; init; } = new();

    public string BootId { get; init; } = "";

    public int LoadTesterPid { get; init; }

    public double IntervalSecs { get; init; }

    public DateTime StartedAt { get; init; }

    /// <summary>Number of the session, from 1.</summary>
    public int Session { get; init; }

    /// <summary>When the present session's measured time began; null before.</summary>
    public DateTime? SessionStartedAt { get; init; }

    /// <summary>Measured and logged time of all sessions.</summary>
    public double MeasuredSecs { get; init; }

    /// <summary>The moment of this checkpoint on both clocks, which are never converted into each other.</summary>
    public DateTime WrittenAt { get; init; }

    public long MonotonicNs { get; init; }

    public IReadOnlyList<SegmentInfo> Segments { get; init; } = [];

    public IReadOnlyList<OutageResults> Outages { get; init; } = [];

    public long Trades { get; init; }

    public long OrderbookUpdates { get; init; }

    /// <summary>Of everything that was logged, all sessions.</summary>
    public HistogramResults Histograms { get; init; } = new();
}
