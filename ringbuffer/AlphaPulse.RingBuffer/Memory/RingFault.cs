namespace AlphaPulse.RingBuffer.Memory;

/// <summary>Kinds of <see cref="RingException"/>.</summary>
public enum RingFault
{
    /// <summary>There is nothing at the path.</summary>
    NotFound,

    /// <summary>The path exists, but is not what it should be (wrong type, too short, no magic, bad checksum, values out of range).</summary>
    NotARing,

    /// <summary>It exists but its creator has not finished within the deadline.</summary>
    NotInitialised,

    /// <summary>Another format version or byte order.</summary>
    Version,

    /// <summary>It carries records of another layout.</summary>
    Layout,

    /// <summary>Something that lives uses it: it is not replaced, cleaned or taken over.</summary>
    InUse,

    /// <summary>The file system has no room.</summary>
    NoSpace,

    /// <summary>The operating system refused: permission, read-only file system, limits.</summary>
    Denied,

    /// <summary>All reader entries are taken by live readers.</summary>
    TooManyReaders,

    /// <summary>A word in shared memory has a value that no correct participant writes.</summary>
    Corrupted,

    /// <summary>This operating system or file system lacks what is needed.</summary>
    Unsupported,

    /// <summary>It is a ring for one writer where one for many was asked for, or the other way round.</summary>
    OtherKind,

    /// <summary>All writer entries of a ring for many writers are taken by living writers, or by dead ones whose last claim waits for a living one.</summary>
    TooManyWriters,
}
