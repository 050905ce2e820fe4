namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// A stretch of constant rate with the positions of a <see cref="SpacingTable"/> that lie in it. The time of an event depends on its
/// position and the segment alone, not on the event before it: nothing is rounded that a later event would inherit. Immutable.
/// </summary>
public readonly struct SpacedSegment
{
    private readonly double _nsPerUnit;

    /// <summary>Lays positions along a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="share">The stream's share of its rate.</param>
    /// <param name="unitsPerEvent">Units of a position that make one event of the stream.</param>
    public SpacedSegment(RateSegment segment, StreamShare share, long unitsPerEvent)
    {
        (StartNs, EndNs) = (segment.StartNs, segment.EndNs);
        StartPosition = Position(segment.StartArea, share, unitsPerEvent);
        EndPosition = segment.EndNs >= RateCurve.EndlessNs ? segment.Rate == 0 ? StartPosition : long.MaxValue : Position(segment.EndArea, share, unitsPerEvent);
        _nsPerUnit = segment.Rate == 0 ? 0 : (double)RateCurve.AreaUnits * share.Denominator / ((double)segment.Rate * share.Numerator * unitsPerEvent);
    }

    /// <summary>Nanoseconds after the start of the schedule.</summary>
    public long StartNs { get; }

    /// <summary>First nanosecond after the segment.</summary>
    public long EndNs { get; }

    /// <summary>First position in the segment.</summary>
    public long StartPosition { get; }

    /// <summary>First position after the segment.</summary>
    public long EndPosition { get; }

    /// <summary>When an event at a position of this segment is due, in nanoseconds after the start of the schedule. Never decreases with the position.</summary>
    public long TimeOf(long position)
    {
        var afterNs = (position - StartPosition) * _nsPerUnit;
        return afterNs < EndNs - StartNs ? StartNs + (long)afterNs : EndNs - 1;
    }

    private static long Position(Int128 area, StreamShare share, long unitsPerEvent)
    {
        var unit = (Int128)RateCurve.AreaUnits * share.Denominator;
        return (long)Int128.Min(checked(((area * share.Numerator * unitsPerEvent) + unit - 1) / unit), long.MaxValue);
    }
}
