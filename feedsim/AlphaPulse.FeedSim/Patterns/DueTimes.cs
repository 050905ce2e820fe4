using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Patterns;

/// <summary>
/// The due times of one stream, one after the other, exactly: on a stretch of constant rate by quotient and remainder, on a
/// ramp by the integral itself. Neither rounds anything that a later event would inherit. A mutable struct for one thread.
/// </summary>
internal struct DueTimes
{
    private readonly RateCurve _curve;
    private readonly StreamShare _share;
    private readonly long _offsetNs;
    private long _number;
    private long _index;
    private RateSegment _segment;
    // First event that is no longer due in the segment.
    private long _endNumber;
    // Within a constant segment: time since its start = _wholeNs + _remainder / _divisor.
    private long _wholeNs;
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
        Enter();
    }

    /// <summary>When the next event is due, in nanoseconds after the start of the schedule; <see cref="long.MaxValue"/> = there is none.</summary>
    public long NextNs { get; private set; }

    /// <summary>Goes on to the event after the next.</summary>
    public void Advance()
    {
        if (++_number >= _endNumber)
        {
            Enter();
            return;
        }

        if (_divisor == 0)
        {
            NextNs = _offsetNs + _segment.StartNs + SolveRamp();
            return;
        }

        _wholeNs += _stepNs;
        _remainder += _stepRemainder;
        if (_remainder >= _divisor)
        {
            _remainder -= _divisor;
            _wholeNs++;
        }

        NextNs = _wholeNs;
    }

    private void Enter()
    {
        _index = _share.Numerator == 0 ? -1 : _curve.SegmentOf(_number, _share);
        if (_index < 0)
        {
            (NextNs, _endNumber) = (long.MaxValue, long.MaxValue);
            return;
        }

        _segment = _curve.Segment(_index);
        _endNumber = _curve.CountBefore(_segment.EndNs, _share);
        if (_segment.FromRate != _segment.ToRate)
        {
            _divisor = 0;
            NextNs = _offsetNs + _segment.StartNs + SolveRamp();
            return;
        }

        // Event n is due (n × AreaUnits × denominator − StartArea × numerator) / (2 × rate × numerator) after the segment's start.
        _divisor = 2 * _segment.FromRate * _share.Numerator;
        (_stepNs, _stepRemainder) = Math.DivRem(RateCurve.AreaUnits * _share.Denominator, _divisor);
        var (whole, remainder) = Int128.DivRem(Area(), _divisor);
        (_wholeNs, _remainder) = (_offsetNs + _segment.StartNs + (long)whole, (long)remainder);
        NextNs = _wholeNs;
    }

    private readonly Int128 Area() =>
        ((Int128)_number * RateCurve.AreaUnits * _share.Denominator) - (_segment.StartArea * _share.Numerator);

    // The largest x with 2·from·x·length + (to − from)·x² ≤ area·length: a guess in floating point, made exact in integers.
    private readonly long SolveRamp()
    {
        var target = Area() * _segment.LengthNs;
        var linear = (Int128)2 * _segment.FromRate * _segment.LengthNs * _share.Numerator;
        var square = (Int128)(_segment.ToRate - _segment.FromRate) * _share.Numerator;
        var (b, c) = ((double)linear, (double)target);
        var root = Math.Sqrt(Math.Max(0, (b * b) + (4 * (double)square * c)));
        var guess = b + root == 0 ? 0 : 2 * c / (b + root);
        var x = Math.Clamp((long)guess, 0, _segment.LengthNs - 1);
        // Where the rate nears 0 the guess is coarse, so that the correction doubles its step.
        for (var step = 1L; IsPast(x); step *= 2)
            x = Math.Max(0, x - step);
        for (var step = 1L; step > 0;)
        {
            if (x + step < _segment.LengthNs && !IsPast(x + step))
            {
                x += step;
                step *= 2;
            }
            else
            {
                step /= 2;
            }
        }

        return x;

        bool IsPast(long at) => at > 0 && ((linear * at) + (square * at * at)) > target;
    }
}
