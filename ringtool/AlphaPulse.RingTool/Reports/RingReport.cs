namespace AlphaPulse.RingTool.Reports;

/// <summary>A line of <c>stat --json</c>: a ring at one look. Rates are null at the first one.</summary>
internal sealed record RingReport
{
    public required DateTime AtUtc { get; init; }

    public required string Ring { get; init; }

    public required string FormatVersion { get; init; }

    public required Guid RingId { get; init; }

    public required int RecordBytes { get; init; }

    public required long Capacity { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public required int CreatorPid { get; init; }

    public required bool IsOfThisBoot { get; init; }

    public required uint Epoch { get; init; }

    /// <summary>Cursor at which it began; null of a ring for many writers, which does not note it.</summary>
    public long? EpochStart { get; init; }

    public required WriterState Writer { get; init; }

    /// <summary>Null of a ring for many writers, which lists them.</summary>
    public ProcessReport? WriterProcess { get; init; }

    public required long FirstSequence { get; init; }

    public required long Cursor { get; init; }

    public required long Claim { get; init; }

    /// <summary>Oldest sequence whose record is intact; up to the cursor all are.</summary>
    public required long IntactFrom { get; init; }

    /// <summary>Sequence of the first record of the last complete snapshot; null if none is marked.</summary>
    public long? LastKeyframe { get; init; }

    /// <summary>Whether that record is still there; null without one.</summary>
    public bool? IsKeyframeIntact { get; init; }

    /// <summary>How often gated readers have asked for a snapshot, modulo 2^32.</summary>
    public required uint SnapshotRequests { get; init; }

    public double? IntervalSecs { get; init; }

    public double? RecordsPerSecond { get; init; }

    /// <summary>How long an observer may pause, at this rate, before it loses records.</summary>
    public double? ObserverSlackSecs { get; init; }

    /// <summary>Records that the slowest gated reader has not released; null without one.</summary>
    public long? Waiting { get; init; }

    public double? OccupancyPercent { get; init; }

    public string? SlowestReader { get; init; }

    public required long FullCount { get; init; }

    /// <summary>How often a claim found the ring full since the last look.</summary>
    public long? FullCountIncrease { get; init; }

    public required long GateScans { get; init; }

    /// <summary>Dead gated readers whose entries the writer closed.</summary>
    public required long EvictedReaders { get; init; }

    /// <summary>How often sleepers were woken, modulo 2^32.</summary>
    public required uint Wakes { get; init; }

    /// <summary>Whether somebody sleeps in the kernel until he is woken, or is about to.</summary>
    public required bool HasSleepers { get; init; }

    public required bool HasManyWriters { get; init; }

    /// <summary>Sequences that were claimed and never published.</summary>
    public required long Tombstones { get; init; }

    /// <summary>Of a ring for many writers; else empty.</summary>
    public required IReadOnlyList<WriterReport> Writers { get; init; }

    public required IReadOnlyList<ReaderReport> Readers { get; init; }
}
