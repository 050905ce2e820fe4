using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>How a ring is created. Immutable.</summary>
public sealed record RingOptions
{
    /// <summary>Number of slots: a power of two, at least 2. Default 65,536: 4 MiB of 64-byte records, which stays in a shared last-level cache.</summary>
    public long Capacity { get; init; } = 65536;

    /// <summary>What the writer does about a gated reader that died. Default: its entry is closed and the writer goes on.</summary>
    public DeadReaderPolicy DeadReaders { get; init; } = DeadReaderPolicy.Reclaim;

    /// <summary>Permission bits of the two files. Default 0600. The directory gets the matching search bits.</summary>
    public UnixFileMode FileMode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Maps all pages at creation, which takes about half a microsecond a page of 4 KiB. Default true: without it, the writer's
    /// first lap pays a page fault for each page. The memory is allocated in any case.
    /// </summary>
    public bool Prefault { get; init; } = true;

    /// <summary>
    /// Asks the kernel for pages of 2 MiB: fewer misses of the address translation in rings far larger than the caches. Default
    /// false. It works on a tmpfs that is mounted with <c>huge=always</c> or <c>huge=advise</c>; elsewhere nothing changes.
    /// </summary>
    public bool HugePages { get; init; }

    /// <summary>What <see cref="Group"/> may do, in addition to <see cref="FileMode"/>. Default: nothing.</summary>
    public GroupAccess GroupAccess { get; init; }

    /// <summary>Name or number of the group that the ring is given to; its creator is a member. Default: null, the creator's own group.</summary>
    public string? Group { get; init; }

    /// <summary>Sequence of the first record. Default 0; tests start near 2^31 or 2^62.</summary>
    public long FirstSequence { get; init; }

    /// <summary>2^62: leaves as many sequences above it as below, which no writer exhausts.</summary>
    internal const long MaxFirstSequence = 1L << 62;

    internal uint? GroupId => Group is { } group ? Ownership.GroupId(group) : null;

    internal UnixFileMode DataMode =>
        FileMode | Granted(GroupAccess.Observe, UnixFileMode.GroupRead) | Granted(GroupAccess.Write, UnixFileMode.GroupWrite);

    internal UnixFileMode ControlMode =>
        FileMode | Granted(GroupAccess.Read, UnixFileMode.GroupRead | UnixFileMode.GroupWrite);

    internal UnixFileMode DirectoryMode
    {
        get
        {
            // rw- of a class becomes rwx: read bits are 4, 32, 256, search bits two places below.
            var read = FileMode & (UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            return FileMode | (UnixFileMode)((int)read >> 2) | Granted(GroupAccess.Observe, UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        }
    }

    private UnixFileMode Granted(GroupAccess from, UnixFileMode bits) => GroupAccess >= from ? bits : UnixFileMode.None;

    internal void Validate()
    {
        if (Capacity < 2 || Capacity > Layout.RingLayout.MaxCapacity || (Capacity & (Capacity - 1)) != 0)
            throw new ArgumentException($"Capacity is {Capacity:N0} slots; it must be a power of two, at least 2, at most {Layout.RingLayout.MaxCapacity:N0}.");
        if (FirstSequence is < 0 or > MaxFirstSequence)
            throw new ArgumentException($"FirstSequence is {FirstSequence}; it must be between 0 and 2^62.");
        _ = GroupId;
        if (!Enum.IsDefined(GroupAccess))
            throw new ArgumentException($"GroupAccess is {GroupAccess}, which is not one of its values.");
    }
}
