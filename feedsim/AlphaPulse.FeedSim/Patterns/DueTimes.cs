using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Patterns;

/// <summary>
/// The due times of one stream of evenly spaced events, one after the other, exactly: by quotient and remainder, which rounds
/// nothing that a later event would inherit. A mutable struct for one thread.
/// </summary>
internal struct DueTimes
{
    private readonly RateCurve _curve;
    private readonly StreamShare _share;
    private readonly long _offsetNs;
    private long _number;
    // First event that is no longer due in the present segment.
    private long _endNumber;
    private long _segmentEndNs;
    // Time = NextNs + _remainder / _divisor.
    private long _remainder;
    private long _divisor;
    private long _stepNs;
    private long _stepRemainder;

    /// <param name="curve">Rate over time.</param>
    /// <param name="share">The stream's share of it.</param>
    /// <param name="offsetNs">Added to every time.</param>
    /// <param name="number">Event to start with.</param>
    public DueTimes(RateCurve curve, StreamShare share, long offsetNs, long number = 0)
    {
        (_curve, _share, _offsetNs, _number) = (curve, share, offsetNs, number);
        if (curve.SegmentOf(number, share) is { } segment)
            Enter(segment);
        else
            End();
    }

    /// <summary>When the next event is due, in nanoseconds after the start of the schedule; <see cref="long.MaxValue"/> = there is none.</summary>
    public long NextNs { get; private set; }

    /// <summary>Goes on to the event after the next.</summary>
    public void Advance()
    {
        if (++_number >= _endNumber)
        {
            EnterNext();
            return;
        }

        NextNs += _stepNs;
        _remainder += _stepRemainder;
        if (_remainder >= _divisor)
        {
            _remainder -= _divisor;
            NextNs++;
        }
    }

    private void EnterNext()
    {
        while (_segmentEndNs < RateCurve.EndlessNs)
        {
            var segment = _curve.SegmentAt(_segmentEndNs);
            _segmentEndNs = segment.EndNs;
            if (_number < RateCurve.CountOf(segment.EndArea, _share))
            {
                Enter(segment);
                return;
            }
        }

        End();
    }

    private void Enter(RateSegment segment)
    {
        _segmentEndNs = segment.EndNs;
        _endNumber = segment.EndNs >= RateCurve.EndlessNs ? long.MaxValue : RateCurve.CountOf(segment.EndArea, _share);
        // Event n is due (n × AreaUnits × denominator − StartArea × numerator) / (rate × numerator) after the segment's start.
        _divisor = segment.Rate * _share.Numerator;
        (_stepNs, _stepRemainder) = Math.DivRem(RateCurve.AreaUnits * _share.Denominator, _divisor);
        var area = ((Int128)_number * RateCurve.AreaUnits * _share.Denominator) - (segment.StartArea * _share.Numerator);
        var (whole, remainder) = Int128.DivRem(area, _divisor);
        (NextNs, _remainder) = (_offsetNs + segment.StartNs + (long)whole, (long)remainder);
    }

    // Whoever goes on nevertheless comes here again.
    private void End() => (NextNs, _endNumber, _segmentEndNs) = (long.MaxValue, 0, RateCurve.EndlessNs);
}
