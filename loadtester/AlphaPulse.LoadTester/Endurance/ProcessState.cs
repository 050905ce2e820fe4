namespace AlphaPulse.LoadTester.Endurance;

/// <summary>What a process holds at a moment: whatever of this grows without end is a leak. Null = not known.</summary>
internal sealed record ProcessState
{
    public string Name { get; init; } = "";

    public int Pid { get; init; }

    /// <summary>Anonymous memory, resident or swapped out: neither the rings nor program images.</summary>
    public long? PrivateBytes { get; init; }

    /// <summary>Open file descriptors.</summary>
    public long? Handles { get; init; }

    /// <summary>More cannot be open.</summary>
    public long? HandleLimit { get; init; }

    public long? Threads { get; init; }

    /// <summary>Generations of the managed heap as the last collection left them.</summary>
    public long? HeapGen0Bytes { get; init; }

    public long? HeapGen1Bytes { get; init; }

    public long? HeapGen2Bytes { get; init; }

    public long? HeapLargeBytes { get; init; }

    public long? HeapPinnedBytes { get; init; }

    /// <summary>The whole managed heap right after the last collection of generation 2.</summary>
    public long? HeapAfterFullBytes { get; init; }

    public long? FullCollections { get; init; }
}
