using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Patterns;

/// <summary>The merged schedule of one venue's trades and book updates: what is due next, and when. A mutable struct for one thread.</summary>
internal struct UpdateSchedule
{
    private readonly UpdateProportion _proportion;
    private readonly long _endNs;
    private DueTimes _trades;
    private DueTimes _bookUpdates;
    private long _phase;

    public UpdateSchedule(RunSchedule schedule, UpdateProportion proportion, int venue)
    {
        (_proportion, _endNs, _phase) = (proportion, schedule.EndNs, proportion.FirstPhase);
        _trades = new DueTimes(schedule.Curve, schedule.Trades, schedule.OffsetNs(venue));
        _bookUpdates = new DueTimes(schedule.Curve, schedule.BookUpdates, schedule.OffsetNs(venue));
    }

    public readonly bool NextIsTrade => UpdateProportion.NextIsTrade(_phase);

    /// <summary>When the next update is due, in nanoseconds after the start of the schedule; <see cref="long.MaxValue"/> = the schedule has ended.</summary>
    public readonly long NextNs
    {
        get
        {
            var dueNs = NextIsTrade ? _trades.NextNs : _bookUpdates.NextNs;
            return dueNs < _endNs ? dueNs : long.MaxValue;
        }
    }

    public void Advance()
    {
        if (NextIsTrade)
        {
            _trades.Advance();
            _phase = _proportion.After(_phase, trade: true);
        }
        else
        {
            _bookUpdates.Advance();
            _phase = _proportion.After(_phase, trade: false);
        }
    }
}
