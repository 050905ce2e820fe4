namespace AlphaPulse.MarketData.Runs;

/// <summary>Shape of the rate over time.</summary>
public enum PatternKind
{
    /// <summary>The nominal rate throughout.</summary>
    Constant,

    /// <summary>From one rate to another, linearly, then on at the second.</summary>
    Ramp,

    /// <summary>A base rate with a burst in the middle of each period.</summary>
    Burst,
}
