namespace AlphaPulse.LoadTester.Chaos;

/// <summary>What came of a fault. Times are in milliseconds after it was injected.</summary>
internal sealed record FaultResult
{
    public required string Fault { get; init; }

    public required string Target { get; init; }

    /// <summary>When it was injected, after the run's start.</summary>
    public required double AtMs { get; init; }

    /// <summary>How long it was held on purpose, and is part of the times below.</summary>
    public required int HoldMs { get; init; }

    public string NoticedBy { get; init; } = "";

    /// <summary>Null: it was not noticed within the patience.</summary>
    public double? NoticedMs { get; init; }

    /// <summary>Until everything works again and what had gathered is handled.</summary>
    public double? RecoveredMs { get; init; }

    /// <summary>Until the books have agreed with their venues again, a few times over.</summary>
    public double? ConsistentMs { get; init; }

    /// <summary>The longest time in which no event was handled.</summary>
    public double? DowntimeMs { get; init; }

    /// <summary>Published events that no engine handled: 0, for its stages are gated readers.</summary>
    public long? EventsLost { get; init; }

    /// <summary>Updates that nobody published, because no writer lived when they were due.</summary>
    public long UpdatesMissed { get; init; }

    /// <summary>Events handled a second, before the fault.</summary>
    public double? PerSecondBefore { get; init; }

    /// <summary>Until it was over.</summary>
    public double? PerSecondDuring { get; init; }

    public double? PerSecondAfter { get; init; }

    /// <summary>Comparisons with the venues after it was over.</summary>
    public long Checked { get; init; }

    /// <summary>Of all comparisons since it was injected, those that differed.</summary>
    public long Mismatched { get; init; }

    /// <summary>Books that a snapshot brought back.</summary>
    public long Resyncs { get; init; }

    /// <summary>The state hashes of the venues and of the rebuilt books are equal again.</summary>
    public bool StateHashEqual => Checked > 0 && Mismatched == 0 && ConsistentMs is not null;

    /// <summary>What did not hold, a sentence each.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    public bool IsHeld => Broken.Count == 0;
}
