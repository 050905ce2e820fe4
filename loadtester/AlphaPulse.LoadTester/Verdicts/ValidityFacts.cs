namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>What the results themselves do not tell about whether they can be believed. Immutable.</summary>
internal sealed record ValidityFacts
{
    public bool IsInterrupted { get; init; }

    /// <summary>What broke, a sentence each: a process that died, a telemetry file that became unreadable.</summary>
    public IReadOnlyList<string> Breakages { get; init; } = [];

    /// <summary>How noisy the machine may have been.</summary>
    public NoiseBudget NoiseBudget { get; init; } = NoiseBudget.Default;

    /// <summary>In what the run was shorter or smaller than its profile.</summary>
    public IReadOnlyList<string> Shortfalls { get; init; } = [];

    /// <summary>How late the arrival mode itself may make an event; 0 if it is due at its own time.</summary>
    public long ArrivalQuantumNs { get; init; }

    /// <summary>Whether the feed is the simulator's, which has no fault of its own: no duplicate, no restart, no crossed book.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>False if nobody applies what an attached feed sends.</summary>
    public bool HasPipeline { get; init; } = true;

    /// <summary>False in a replay at full speed and in an attached run, which have no schedule of their own to keep.</summary>
    public bool HasSchedule { get; init; } = true;

    /// <summary>What grew or got worse over the run more than it may, a sentence each.</summary>
    public IReadOnlyList<string> Trends { get; init; } = [];

    /// <summary>Why it is not known whether something grows, a sentence each.</summary>
    public IReadOnlyList<string> UndecidedTrends { get; init; } = [];
}
