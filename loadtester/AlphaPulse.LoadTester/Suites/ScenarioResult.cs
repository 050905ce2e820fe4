namespace AlphaPulse.LoadTester.Suites;

/// <summary>What one scenario came to; everything is measured. Records are updates: trades and order-book updates. MB = 1,000,000 bytes.</summary>
internal sealed record ScenarioResult
{
    public required string Name { get; init; }

    public required bool Success { get; init; }

    /// <summary>All of it: start, warm-up, measured time, end, of all its runs.</summary>
    public required long ExecutionTimeMs { get; init; }

    /// <summary>In the measured time.</summary>
    public long Records { get; init; }

    /// <summary>Private memory of all programs and the rings.</summary>
    public double MemoryPeakMb { get; init; }

    /// <summary>Over the measured time.</summary>
    public double ThroughputRecordsPerSec { get; init; }

    /// <summary>Of the whole machine.</summary>
    public double CpuPercent { get; init; }

    /// <summary>MB of private memory for each million records; null without records.</summary>
    public double? MemoryEfficiency { get; init; }

    public double PerformanceScore { get; init; }

    /// <summary>Why it failed, or what is worth knowing.</summary>
    public string Message { get; init; } = "";

    /// <summary>Where the figures come from.</summary>
    public required ScenarioDetails Details { get; init; }
}
