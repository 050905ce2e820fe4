namespace AlphaPulse.LoadTester.Results;

/// <summary>The writes and wake-ups of the measured time that took too long, and why.</summary>
internal sealed record OutlierResults
{
    /// <summary>From how long on a write is one.</summary>
    public long ThresholdNs { get; init; }

    /// <summary>From how late on a writer's wake-up is one.</summary>
    public long WakeThresholdNs { get; init; }

    /// <summary>How many were read and joined with their causes.</summary>
    public long Recorded { get; init; }

    /// <summary>How many the writers overwrote before they were read. They have no cause and are in no share.</summary>
    public long Lost { get; init; }

    public long Writes { get; init; }

    public long WakeUps { get; init; }

    /// <summary>Sum of their durations.</summary>
    public long TimeNs { get; init; }

    /// <summary>Every cause that there is, and "unexplained"; the counts add up to <see cref="Recorded"/>, the times to <see cref="TimeNs"/>.</summary>
    public IReadOnlyList<CauseShare> Causes { get; init; } = [];

    /// <summary>The longest ones, longest first.</summary>
    public IReadOnlyList<OutlierResult> Worst { get; init; } = [];
}
