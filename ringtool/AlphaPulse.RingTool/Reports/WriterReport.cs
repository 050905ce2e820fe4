namespace AlphaPulse.RingTool.Reports;

/// <summary>A writer of a ring for many, in <see cref="RingReport"/>.</summary>
internal sealed record WriterReport
{
    public required int Index { get; init; }

    public required string Name { get; init; }

    public required bool IsAlive { get; init; }

    public required uint Generation { get; init; }

    /// <summary>Records since it joined.</summary>
    public required long Published { get; init; }

    public double? RecordsPerSecond { get; init; }

    /// <summary>Sequences that it claimed and gave up.</summary>
    public required long GivenUp { get; init; }

    /// <summary>First sequence that it has claimed and not published; null if there is none.</summary>
    public long? ClaimFrom { get; init; }

    /// <summary>Behind its last one.</summary>
    public long? ClaimTo { get; init; }

    /// <summary>Readers can get no further before it publishes.</summary>
    public required bool HoldsReaders { get; init; }

    /// <summary>For how long the tool has seen it hold them at this sequence.</summary>
    public double? HoldsReadersAtLeastSecs { get; init; }

    public required ProcessReport Process { get; init; }
}
