namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// A rate over time, exactly: stretches of constant, whole rates. The number of events due before a moment is the
/// integral of the rate; event n is due at the last moment at which that integral does not exceed n. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// All arithmetic is on integers, so that whoever computes when events are due and whoever counts them agree to the event. A rate
/// that slopes is made of steps whose integral stays within a part of an event (<see cref="RateSlope"/>).
/// </remarks>
public abstract class RateCurve
{
    /// <summary>Units of an area that make one event: a rate in events a second times nanoseconds is in units of 10^-9 of an event.</summary>
    public const long AreaUnits = 1_000_000_000;

    /// <summary>"For ever": 36 years, and twice that is still a long.</summary>
    public const long EndlessNs = 1L << 60;

    private protected RateCurve()
    {
    }

    /// <summary>The curve of the trades of a pattern.</summary>
    /// <param name="pattern">The pattern; how its updates lie around the rate does not matter here.</param>
    /// <param name="nominalRate">Events a second of a constant without a rate of its own.</param>
    /// <param name="warmUpNs">Time before the pattern's time 0, at its first rate.</param>
    public static RateCurve Of(PatternSpec pattern, long nominalRate, long warmUpNs)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentOutOfRangeException.ThrowIfNegative(nominalRate);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUpNs);
        var parts = pattern.Parts.Select(part => (part.LengthNs ?? EndlessNs, PartCurves.Of(part, nominalRate))).ToArray();
        var shape = parts is [var (length, only)] && length == EndlessNs ? only : new RateSequence(parts, firstRepeated: 0);
        return warmUpNs == 0 ? shape : new RateSequence([(warmUpNs, RateSteps.Constant(shape.SegmentAt(0).Rate)), (EndlessNs, shape)], firstRepeated: 1);
    }

    /// <summary>The segment that a moment lies in. The same for all moments of it.</summary>
    /// <param name="ns">Nanoseconds after the start of the schedule, at least 0.</param>
    public abstract RateSegment SegmentAt(long ns);

    /// <summary>The integral of the rate before a moment, in units of 1 / <see cref="AreaUnits"/> of an event.</summary>
    /// <param name="ns">Nanoseconds after the start of the schedule, at least 0.</param>
    public Int128 AreaBefore(long ns) => SegmentAt(ns).AreaBefore(ns);

    /// <summary>The segment in which event <paramref name="number"/> of a stream is due, or null if the rate ends before that.</summary>
    /// <param name="number">0 for the stream's first event.</param>
    /// <param name="share">The stream's share of this curve.</param>
    public RateSegment? SegmentOf(long number, StreamShare share)
    {
        if (share.Numerator == 0)
            return null;
        var area = checked((Int128)number * share.Denominator * AreaUnits);
        if (area >= AreaBefore(EndlessNs) * share.Numerator)
            return null;
        // The last moment at which the integral does not exceed the number is in the segment.
        var (low, high) = (0L, EndlessNs);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (AreaBefore(middle) * share.Numerator <= area)
                low = middle;
            else
                high = middle;
        }

        return SegmentAt(low);
    }

    /// <summary>How many events of a stream are due before a moment.</summary>
    /// <param name="ns">Nanoseconds after the start of the schedule; 0 or less gives 0.</param>
    /// <param name="share">The stream's share of this curve.</param>
    public long CountBefore(long ns, StreamShare share) => ns <= 0 || share.Numerator == 0 ? 0 : CountOf(AreaBefore(ns), share);

    /// <summary>How many events of a stream an integral of the rate makes.</summary>
    /// <param name="area">The integral from the start on.</param>
    /// <param name="share">The stream's share of this curve.</param>
    public static long CountOf(Int128 area, StreamShare share)
    {
        // Event n counts iff n < area: the number of such n is the area, rounded up.
        var unit = (Int128)AreaUnits * share.Denominator;
        return (long)checked(((area * share.Numerator) + unit - 1) / unit);
    }
}
