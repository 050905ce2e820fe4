namespace AlphaPulse.LoadTester.Results;

/// <summary>How a burst was overcome.</summary>
internal sealed record RecoveryResults
{
    /// <summary>Write P99 of the phase before the burst.</summary>
    public long? BaselineP99Ns { get; init; }

    public long? BurstP99Ns { get; init; }

    /// <summary>What the P99 has to come back to: the highest of the samples before the burst.</summary>
    public long? ThresholdNs { get; init; }

    /// <summary>From the end of the burst to the end of the first sample at or below the threshold; null if it never came back.</summary>
    public double? RecoveredAfterMs { get; init; }

    /// <summary>Length of the samples, which is how fine the time is.</summary>
    public double ResolutionMs { get; init; }
}
