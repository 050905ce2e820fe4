namespace AlphaPulse.MarketData.Runs;

/// <summary>Shape of a rate over time; <see cref="RateShape"/> has the parameters of each.</summary>
public enum PatternKind
{
    /// <summary>One rate throughout: the nominal one, or one of its own.</summary>
    Constant,

    /// <summary>From one rate to another, linearly, then on at the second.</summary>
    Ramp,

    /// <summary>A base rate with a burst in the middle of each period.</summary>
    Burst,

    /// <summary>A mean with a sine of some amplitude on it.</summary>
    Sine,

    /// <summary>Linearly from one rate to another in each period, then at once back.</summary>
    Sawtooth,

    /// <summary>A base rate with a peak in the middle of each period, linearly up and down again.</summary>
    Spike,

    /// <summary>From one rate to another in equal steps, then on at the second.</summary>
    Stairs,
}
