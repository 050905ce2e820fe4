using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Patterns;

/// <summary>
/// The due times of one venue's updates where they do not lie evenly, one after the other: a load from a table and a
/// multiplication each. A mutable struct for one thread.
/// </summary>
internal struct SpacedTimes
{
    private readonly SpacedArrivals _arrivals;
    private readonly long _offsetNs;
    private SpacedSegment _segment;
    private int _index;
    // Position of the present lap of the table, less that of the venue's first update.
    private long _lapPosition;

    /// <param name="arrivals">When updates are due.</param>
    /// <param name="offsetNs">Added to every time.</param>
    public SpacedTimes(SpacedArrivals arrivals, long offsetNs)
    {
        (_arrivals, _offsetNs, _index) = (arrivals, offsetNs, arrivals.First);
        _lapPosition = -arrivals.Table.Positions[_index];
        _segment = arrivals.SegmentAt(0);
        Find(0);
    }

    /// <summary>When the next update is due, in nanoseconds after the start of the schedule; <see cref="long.MaxValue"/> = there is none.</summary>
    public long NextNs { get; private set; }

    /// <summary>Goes on to the update after the next.</summary>
    public void Advance()
    {
        var positions = _arrivals.Table.Positions;
        if (++_index == positions.Length)
        {
            _index = 0;
            _lapPosition += _arrivals.Table.Span;
        }

        var position = _lapPosition + positions[_index];
        if (position < _segment.EndPosition)
            NextNs = _offsetNs + _segment.TimeOf(position);
        else
            Find(position);
    }

    private void Find(long position)
    {
        while (position >= _segment.EndPosition)
        {
            if (_segment.EndNs >= RateCurve.EndlessNs)
            {
                NextNs = long.MaxValue;
                return;
            }

            _segment = _arrivals.SegmentAt(_segment.EndNs);
        }

        NextNs = _offsetNs + _segment.TimeOf(position);
    }
}
