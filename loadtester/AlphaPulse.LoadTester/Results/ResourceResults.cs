namespace AlphaPulse.LoadTester.Results;

/// <summary>What the run cost. CPU is of the whole machine: 100 = every core busy. Memory: private memory of all processes + rings, MB = 1,000,000 bytes.</summary>
internal sealed record ResourceResults
{
    public double AvgCpuPercent { get; init; }

    public double PeakCpuPercent { get; init; }

    public double AvgMemoryMb { get; init; }

    public double PeakMemoryMb { get; init; }

    /// <summary>Rings and telemetry files, counted once; part of the memory above.</summary>
    public double SharedFilesMb { get; init; }

    /// <summary>What the rest of the machine did in the meantime, of the whole machine.</summary>
    public double AvgOtherCpuPercent { get; init; }

    /// <summary>Null where it is not known.</summary>
    public NetworkResults? Network { get; init; }

    public IReadOnlyList<ProcessResults> Processes { get; init; } = [];
}
