namespace AlphaPulse.LoadTester.Results;

/// <summary>One outlier and what it is put down to.</summary>
internal sealed record OutlierResult
{
    /// <summary>Its begin, seconds after the start of the measurement.</summary>
    public double AtSecs { get; init; }

    /// <summary>write or wake_up.</summary>
    public string Kind { get; init; } = "";

    public long DurationNs { get; init; }

    /// <summary>Index of the venue; null for a wake-up.</summary>
    public int? Venue { get; init; }

    /// <summary>Sequence in the venue's ring; null for a wake-up.</summary>
    public long? Sequence { get; init; }

    public int CoreBefore { get; init; }

    public int CoreAfter { get; init; }

    /// <summary>What explains most of it.</summary>
    public string Cause { get; init; } = "";

    /// <summary>How much of it that cause explains.</summary>
    public long CauseNs { get; init; }

    public long RunQueueWaitNs { get; init; }

    public int InvoluntarySwitches { get; init; }

    public int MinorFaults { get; init; }

    public int MajorFaults { get; init; }
}
