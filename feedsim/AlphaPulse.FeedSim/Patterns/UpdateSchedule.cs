using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Patterns;

/// <summary>
/// The merged schedule of one venue's trades and book updates: what is due next, and when. Evenly spaced, each of the two has its own
/// times; otherwise all updates have one, and the order of the two kinds is the same. A mutable struct for one thread.
/// </summary>
internal struct UpdateSchedule
{
    private readonly UpdateProportion _proportion;
    private readonly long _endNs;
    private readonly bool _isSpaced;
    private DueTimes _trades;
    private DueTimes _bookUpdates;
    private SpacedTimes _updates;
    private long _phase;

    public UpdateSchedule(RunSchedule schedule, UpdateProportion proportion, int venue)
    {
        (_proportion, _endNs, _phase) = (proportion, schedule.EndNs, proportion.FirstPhase);
        if (schedule.Spaced(venue) is { } spaced)
        {
            _isSpaced = true;
            _updates = new SpacedTimes(spaced, schedule.OffsetNs(venue));
            return;
        }

        _trades = new DueTimes(schedule.Curve, schedule.Trades, schedule.OffsetNs(venue));
        _bookUpdates = new DueTimes(schedule.Curve, schedule.BookUpdates, schedule.OffsetNs(venue));
    }

    public readonly bool NextIsTrade => UpdateProportion.NextIsTrade(_phase);

    /// <summary>When the next update is due, in nanoseconds after the start of the schedule; <see cref="long.MaxValue"/> = the schedule has ended.</summary>
    public readonly long NextNs
    {
        get
        {
            var dueNs = _isSpaced ? _updates.NextNs : NextIsTrade ? _trades.NextNs : _bookUpdates.NextNs;
            return dueNs < _endNs ? dueNs : long.MaxValue;
        }
    }

    public void Advance()
    {
        var trade = NextIsTrade;
        if (_isSpaced)
            _updates.Advance();
        else if (trade)
            _trades.Advance();
        else
            _bookUpdates.Advance();
        _phase = _proportion.After(_phase, trade);
    }
}
