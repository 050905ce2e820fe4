namespace AlphaPulse.MarketData.Runs;

/// <summary>How events lie around a rate.</summary>
public enum SpacingKind
{
    /// <summary>Evenly: event n when the integral of the rate reaches n.</summary>
    Even,

    /// <summary>As a Poisson process.</summary>
    Poisson,

    /// <summary>As a self-exciting (Hawkes) process with an exponential kernel.</summary>
    Hawkes,

    /// <summary>As the updates of a capture.</summary>
    Recorded,
}
