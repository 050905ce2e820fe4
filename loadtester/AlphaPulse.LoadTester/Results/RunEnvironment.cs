namespace AlphaPulse.LoadTester.Results;

/// <summary>Where it was measured, and with what.</summary>
internal sealed record RunEnvironment
{
    public string CpuModel { get; init; } = "";

    public int Cores { get; init; }

    public string Kernel { get; init; } = "";

    /// <summary>Who decides about the first core's frequency; null where that cannot be seen, as on most virtual machines.</summary>
    public string? Governor { get; init; }

    public string Runtime { get; init; } = "";

    public string ClockSource { get; init; } = "";

    /// <summary>One reading of the clock; percentiles within three times of it are at the timer's floor.</summary>
    public long ClockCostNs { get; init; }

    public long ClockGranularityNs { get; init; }

    /// <summary>One way of a cache line between two threads; null where there is only one core.</summary>
    public long? LinePingPongNs { get; init; }

    /// <summary>How far the run's clock moved against the system's during the run.</summary>
    public long ClockDriftNs { get; init; }

    /// <summary>Source revision of the programs, or null.</summary>
    public string? Commit { get; init; }
}
