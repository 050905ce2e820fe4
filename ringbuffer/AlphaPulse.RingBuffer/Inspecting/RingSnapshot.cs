using AlphaPulse.RingBuffer.Consuming;

namespace AlphaPulse.RingBuffer.Inspecting;

/// <summary>A ring at one look. The words were read one after the other while others moved them; the cursor last, so that no reader is ahead of it.</summary>
public sealed record RingSnapshot
{
    /// <summary>When it was taken: <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>, which is CLOCK_MONOTONIC.</summary>
    public required long TakenAt { get; init; }

    /// <summary>Sequence that is published next.</summary>
    public required long Cursor { get; init; }

    /// <summary>Upper bound of the sequences whose slots may have been in writing.</summary>
    public required long Claim { get; init; }

    /// <summary>Published sequences whose records nothing has overwritten, at this look: none of them is torn, also if the writer died.</summary>
    public required SequenceRange Intact { get; init; }

    /// <summary>1 for the ring's first writer, one more for each that resumed.</summary>
    public required uint Epoch { get; init; }

    /// <summary>Cursor at which the present epoch began; the ring's first sequence in the first one, and in a ring for many writers, which does not note it. As it is stored.</summary>
    public required long EpochStart { get; init; }

    /// <summary>Sequence of the first record of the last complete snapshot that the writer marked; null if it marked none. As it is stored; whether the record is still there says <see cref="Intact"/>.</summary>
    public required long? LastKeyframe { get; init; }

    /// <summary>How often a gated reader has asked for a snapshot, modulo 2^32.</summary>
    public required uint SnapshotRequests { get; init; }

    /// <summary>Whether the writer has said that nothing more will come.</summary>
    public required bool IsClosed { get; init; }

    /// <summary>Whether the kernel says that a process holds the writer's lifeline. Paused processes do.</summary>
    public required bool IsWriterAlive { get; init; }

    /// <summary>How often a claim found the ring full.</summary>
    public required long FullCount { get; init; }

    /// <summary>How often the writer looked at the reader table.</summary>
    public required long GateScans { get; init; }

    /// <summary>How many dead readers' entries the writer closed.</summary>
    public required long ReclaimedReaders { get; init; }

    /// <summary>How often sleepers were woken, modulo 2^32.</summary>
    public required uint Wakes { get; init; }

    /// <summary>Whether somebody sleeps in the kernel until he is woken, or is about to.</summary>
    public required bool HasSleepers { get; init; }

    /// <summary>Sequences that were claimed and never published; of a ring for many writers only.</summary>
    public required long Tombstones { get; init; }

    /// <summary>The used entries of the writer table, by place; of a ring for many writers only.</summary>
    public required IReadOnlyList<SharedWriter> Writers { get; init; }

    /// <summary>The used entries of the reader table, by place.</summary>
    public required IReadOnlyList<RingReader> Readers { get; init; }
}
