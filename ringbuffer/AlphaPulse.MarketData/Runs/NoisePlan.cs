namespace AlphaPulse.MarketData.Runs;

/// <summary>What the processes of a run record about the machine's noise and about outliers. Immutable.</summary>
public sealed record NoisePlan
{
    /// <summary>From how long on a write is an outlier; 0 records none.</summary>
    public long OutlierThresholdNs { get; init; }

    /// <summary>Time between two wake-ups of a hiccup recorder; 0 runs none.</summary>
    public long HiccupPeriodNs { get; init; }
}
