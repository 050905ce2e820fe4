namespace AlphaPulse.LoadTester.Results;

/// <summary>How a burst was overcome.</summary>
internal sealed record RecoveryResults
{
    /// <summary>Write P99 of the phase before the burst.</summary>
    public long? BaselineP99Ns { get; init; }

    public long? BurstP99Ns { get; init; }

    /// <summary>What the write P99 has to come back to, see <see cref="Running.BurstRecovery"/>.</summary>
    public long? ThresholdNs { get; init; }

    /// <summary>The same of the response P99, which a backlog keeps up when the writes are fast again.</summary>
    public long? ResponseThresholdNs { get; init; }

    /// <summary>From the end of the burst to the end of the sample from which both stayed back for a second; null if they did not.</summary>
    public double? RecoveredAfterMs { get; init; }

    /// <summary>Length of the samples, which is how fine the time is.</summary>
    public double ResolutionMs { get; init; }
}
