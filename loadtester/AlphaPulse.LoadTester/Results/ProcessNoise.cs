namespace AlphaPulse.LoadTester.Results;

/// <summary>What the kernel and the runtime counted for one process within the measured time, all its threads.</summary>
internal sealed record ProcessNoise
{
    public string Name { get; init; } = "";

    /// <summary>A thread gave its core away: it slept or waited.</summary>
    public long VoluntarySwitches { get; init; }

    /// <summary>A thread's core was taken from it.</summary>
    public long InvoluntarySwitches { get; init; }

    public long MinorFaults { get; init; }

    public long MajorFaults { get; init; }

    /// <summary>Methods that were compiled.</summary>
    public long JitMethods { get; init; }

    /// <summary>Times that a thread had to wait for a lock of the runtime; null in results of earlier versions.</summary>
    public long? LockContentions { get; init; }

    public long GcCount { get; init; }

    public double GcPauseMs { get; init; }
}
