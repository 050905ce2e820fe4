using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Results;

/// <summary>Everything that a run found out: schema <c>alphapulse.results/1</c> (docs/results.schema.json). Screen, file and check are made from this alone.</summary>
internal sealed record RunResults
{
    public const string SchemaName = "alphapulse.results/1";

    public string Schema { get; init; } = SchemaName;

    public RunStatus Status { get; init; }

    public int ExitCode { get; init; }

    /// <summary>Why it is not "passed"; empty if it is.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    public DateTime StartedAt { get; init; }

    /// <summary>Length of what was measured: shorter than asked for if interrupted, longer if its last writes were late.</summary>
    public double DurationSecs { get; init; }

    public RunConfig Config { get; init; } = new();

    public RunEnvironment Environment { get; init; } = new();

    public ThroughputResults Throughput { get; init; } = new();

    public LatencyResults Latency { get; init; } = new();

    public ResourceResults Resources { get; init; } = new();

    /// <summary>Null if it was not recorded.</summary>
    public NoiseResults? Noise { get; init; }

    /// <summary>Null if they were not recorded.</summary>
    public OutlierResults? Outliers { get; init; }

    public ErrorResults Errors { get; init; } = new();

    public CountResults Counts { get; init; } = new();

    public BookResults Books { get; init; } = new();

    public IReadOnlyList<PhaseResults> Phases { get; init; } = [];

    /// <summary>Null if there was no burst.</summary>
    public RecoveryResults? Recovery { get; init; }

    public EfficiencyResults Efficiency { get; init; } = new();

    /// <summary>The interval log, its sessions and the trends in it; null if there was none.</summary>
    public EnduranceResults? Endurance { get; init; }

    /// <summary>Null if the updates do not have the times of a capture.</summary>
    public SpacingResults? Spacing { get; init; }

    /// <summary>Null unless the limit was searched for; the rest of the results is then of a run at the breaking point.</summary>
    public BreakpointResults? Breakpoint { get; init; }

    public IReadOnlyList<ObjectiveResults> Objectives { get; init; } = [];

    /// <summary>What is worth knowing but does not decide, for example that the rings are not on tmpfs.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<IntervalResults> Intervals { get; init; } = [];

    /// <summary>Null if there was no interval.</summary>
    public HeatMapResults? HeatMap { get; init; }

    public HistogramResults Histograms { get; init; } = new();

    public CiResults Ci { get; init; } = new();
}
