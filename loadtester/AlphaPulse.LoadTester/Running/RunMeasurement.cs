using AlphaPulse.LoadTester.Noise;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Running;

/// <summary>What was measured in one run, before it is made into results.</summary>
internal sealed class RunMeasurement
{
    public required RunPlan Plan { get; init; }

    /// <summary>When events were due; null in a replay and where somebody else started the run.</summary>
    public RunSchedule? Schedule { get; init; }

    /// <summary>How near the intervals between updates came to those of a capture; null if they do not come from one.</summary>
    public SpacingResults? Spacing { get; set; }

    public required RunEnvironment Environment { get; set; }

    public DateTime StartedAt { get; set; }

    /// <summary>How much of the measured phases went by: all of it unless the run was cut short. In a replay the time it took.</summary>
    public double MeasuredSecs { get; set; }

    /// <summary>End of the last write of the measured phases, nanoseconds after the start of the schedule; 0 if it is not known.</summary>
    public long LastWriteNs { get; set; }

    /// <summary>Times that a writer found its ring full within the measured time.</summary>
    public long MeasuredRingFull { get; set; }

    /// <summary>What the cursors of all rings advanced by; null if they were not read.</summary>
    public long? RingEvents { get; set; }

    /// <summary>By phase of the plan.</summary>
    public IReadOnlyList<PhaseTotals> Phases { get; set; } = [];

    public RunTotals Totals { get; set; } = new();

    /// <summary>What became of the events, where several sessions were counted apart; null to count from what is here.</summary>
    public CountResults? Counts { get; init; }

    /// <summary>Whether the pipeline said that it has applied everything.</summary>
    public bool IsDrained { get; set; }

    /// <summary>Whether somebody else started the run.</summary>
    public bool IsAttached { get; init; }

    public ResourceResults Resources { get; set; } = new();

    /// <summary>Null if it was not recorded.</summary>
    public NoiseResults? Noise { get; set; }

    public HiccupHistograms Hiccups { get; set; } = new();

    /// <summary>Null if they were not recorded.</summary>
    public OutlierResults? Outliers { get; set; }

    public List<IntervalResults> Intervals { get; } = [];

    /// <summary>Shorter intervals are joined: a run that logs them elsewhere keeps few.</summary>
    public double LeastIntervalSecs { get; init; }

    /// <summary>Null if there was no interval.</summary>
    public HeatMapResults? HeatMap { get; set; }

    /// <summary>Write and response P99 of short samples, for the recovery after a burst.</summary>
    public List<RecoverySample> RecoverySamples { get; } = [];

    public bool IsInterrupted { get; set; }

    public List<string> Breakages { get; } = [];
}
