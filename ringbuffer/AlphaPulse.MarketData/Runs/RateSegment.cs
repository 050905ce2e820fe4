namespace AlphaPulse.MarketData.Runs;

/// <summary>A stretch of a <see cref="RateCurve"/> on which the rate changes linearly. Immutable.</summary>
/// <param name="StartNs">Nanoseconds after the start of the schedule.</param>
/// <param name="LengthNs">Length in nanoseconds, greater than 0.</param>
/// <param name="FromRate">Events a second at the start.</param>
/// <param name="ToRate">Events a second at the end.</param>
/// <param name="StartArea">Events due before the start, in units of 1 / <see cref="RateCurve.AreaUnits"/> of an event.</param>
public readonly record struct RateSegment(long StartNs, long LengthNs, long FromRate, long ToRate, Int128 StartArea)
{
    /// <summary>Events due before the end, in the unit of <see cref="StartArea"/>.</summary>
    public Int128 EndArea => StartArea + ((Int128)(FromRate + ToRate) * LengthNs);

    /// <summary>First nanosecond after the segment.</summary>
    public long EndNs => StartNs + LengthNs;
}
