namespace AlphaPulse.MarketData.Runs;

/// <summary>A stretch of a <see cref="RateCurve"/> on which the rate stays. Immutable.</summary>
/// <param name="StartNs">Nanoseconds after the start of the schedule.</param>
/// <param name="EndNs">First nanosecond after the segment; <see cref="RateCurve.EndlessNs"/> or more if the rate stays for ever.</param>
/// <param name="Rate">Events a second.</param>
/// <param name="StartArea">Integral of the rate before the start, in units of 1 / <see cref="RateCurve.AreaUnits"/> of an event.</param>
public readonly record struct RateSegment(long StartNs, long EndNs, long Rate, Int128 StartArea)
{
    /// <summary>Integral of the rate before the end, in the unit of <see cref="StartArea"/>.</summary>
    public Int128 EndArea => AreaBefore(EndNs);

    /// <summary>Integral of the rate before a moment in the segment.</summary>
    /// <param name="ns">The moment, on the clock of <see cref="StartNs"/>.</param>
    public Int128 AreaBefore(long ns) => StartArea + ((Int128)Rate * (ns - StartNs));
}
