namespace AlphaPulse.LoadTester.Results;

/// <summary>One process of the run. MB = 1,000,000 bytes.</summary>
internal sealed record ProcessResults
{
    public string Name { get; init; } = "";

    public int Pid { get; init; }

    /// <summary>100 = one core busy; can be more.</summary>
    public double AvgCpuPercentOfCore { get; init; }

    public double PeakCpuPercentOfCore { get; init; }

    public double PeakPrivateMb { get; init; }

    /// <summary>Mapped files and shared memory, the rings among them.</summary>
    public double PeakSharedMb { get; init; }

    /// <summary>Null where the process does not tell.</summary>
    public long? GcCount { get; init; }

    public double? GcPauseMs { get; init; }

    public double? AllocatedMb { get; init; }

    /// <summary>Null where it is not known.</summary>
    public ProcessIoResults? Io { get; init; }
}
