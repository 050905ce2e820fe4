namespace AlphaPulse.LoadTester.Results;

/// <summary>What was reached for what it cost, and whether the service level of the framework is met. Null where it cannot be told.</summary>
internal sealed record EfficiencyResults
{
    /// <summary>Updates a second for each percent of the whole machine's processor time.</summary>
    public double? UpdatesPerSecondPerCpuPercent { get; init; }

    /// <summary>Private memory of all processes at their peaks, for each million measured events.</summary>
    public double? MemoryMbPerMillionEvents { get; init; }

    /// <summary>From the first tenth of the intervals to the last, their averages; 0 if it has become less.</summary>
    public double? MemoryGrowthMb { get; init; }

    /// <summary>Events that were refused, lost, or failed in a handler, and books that differ.</summary>
    public long Failures { get; init; }

    /// <summary>Response P95 below 100 ms, less than 100 MB of growth, no failure.</summary>
    public bool? MeetsSla { get; init; }
}
