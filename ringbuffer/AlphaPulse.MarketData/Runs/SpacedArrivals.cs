namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// When the updates of one venue are due if they do not lie evenly: a <see cref="SpacingTable"/> laid along a <see cref="RateCurve"/>. Where
/// the integral of the rate reaches an event's position, the event is due. Venues share a table and start at different places of it.
/// Immutable and thread-safe.
/// </summary>
public sealed class SpacedArrivals
{
    private readonly RateCurve _curve;
    private readonly StreamShare _share;
    private readonly long _first;
    private readonly long _firstPosition;

    /// <param name="curve">Rate over time.</param>
    /// <param name="share">The share of all updates of it.</param>
    /// <param name="table">Where they lie.</param>
    /// <param name="first">Event of the table that comes first.</param>
    internal SpacedArrivals(RateCurve curve, StreamShare share, SpacingTable table, long first)
    {
        (_curve, _share, Table, _first) = (curve, share, table, first);
        _firstPosition = table.PositionOf(first);
    }

    /// <summary>Where the updates lie.</summary>
    public SpacingTable Table { get; }

    /// <summary>Index in <see cref="Table"/> of the first update.</summary>
    public int First => (int)_first;

    /// <summary>The segment that a moment lies in.</summary>
    /// <param name="ns">Nanoseconds after the start of the schedule, at least 0.</param>
    public SpacedSegment SegmentAt(long ns) => new(_curve.SegmentAt(ns), _share, Table.UnitsPerEvent);

    /// <summary>How many updates are due before a moment.</summary>
    /// <param name="ns">Nanoseconds after the start of the schedule; 0 or less gives 0.</param>
    public long CountBefore(long ns)
    {
        if (ns <= 0)
            return 0;
        var segment = SegmentAt(ns - 1);
        var low = NumberFrom(segment.StartPosition);
        var high = NumberFrom(segment.EndPosition);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (segment.TimeOf(PositionOf(middle)) < ns)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The position of an update, from 0 for the venue's first one on.</summary>
    public long PositionOf(long number) => Table.PositionOf(_first + number) - _firstPosition;

    // The first update that does not lie before a position.
    private long NumberFrom(long position) =>
        position > long.MaxValue - _firstPosition ? long.MaxValue / Table.Span * Table.Count / 2 : Math.Max(0, Table.IndexFrom(position + _firstPosition) - _first);
}
