namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// A rate over time, exactly: linear segments, the last of which repeat for ever. The number of events due before a moment is the
/// integral of the rate; event n is due at the last moment at which that integral does not exceed n. Immutable and thread-safe.
/// </summary>
/// <remarks>All arithmetic is on integers, so that whoever computes when events are due and whoever counts them agree to the event.</remarks>
public sealed class RateCurve
{
    /// <summary>
    /// Units of an area that make one event: a rate in events a second times nanoseconds is in units of 10^-9 of an event, and the
    /// mean of two rates needs half of that.
    /// </summary>
    public const long AreaUnits = 2_000_000_000;

    // "For ever": 36 years, and twice that is still a long.
    private const long EndlessNs = 1L << 60;

    private readonly RateSegment[] _first;
    private readonly RateSegment[] _repeated;

    private RateCurve(IEnumerable<(long LengthNs, long From, long To)> first, IEnumerable<(long LengthNs, long From, long To)> repeated)
    {
        (long Ns, Int128 Area) at = (0, 0);
        _first = [.. first.Where(s => s.LengthNs > 0).Select(s => Append(s, ref at))];
        _repeated = [.. repeated.Where(s => s.LengthNs > 0).Select(s => Append(s, ref at))];
    }

    /// <summary>The highest rate, in events a second.</summary>
    public long PeakRate => _first.Concat(_repeated).Max(s => Math.Max(s.FromRate, s.ToRate));

    /// <summary>The curve of the trades of a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="nominalRate">Events a second of the constant pattern.</param>
    /// <param name="warmUpNs">Time before the pattern's time 0, at its first rate.</param>
    public static RateCurve Of(PatternSpec pattern, long nominalRate, long warmUpNs)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentOutOfRangeException.ThrowIfNegative(nominalRate);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUpNs);
        var (from, to, length) = (pattern.FirstRate, pattern.SecondRate, pattern.LengthNs);
        var rest = pattern.PeriodNs - pattern.BurstOffsetNs - length;
        return pattern.Kind switch
        {
            PatternKind.Ramp => new RateCurve([(warmUpNs, from, from), (length, from, to)], [(EndlessNs, to, to)]),
            PatternKind.Burst => new RateCurve([(warmUpNs, from, from)], [(pattern.BurstOffsetNs, from, from), (length, to, to), (rest, from, from)]),
            _ => new RateCurve([], [(EndlessNs, nominalRate, nominalRate)]),
        };
    }

    /// <summary>Segment number <paramref name="index"/>, counted from 0 through all repetitions.</summary>
    public RateSegment Segment(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index < _first.Length)
            return _first[index];
        var (lap, within) = Math.DivRem(index - _first.Length, _repeated.Length);
        var segment = _repeated[within];
        return segment with { StartNs = segment.StartNs + (lap * LapNs), StartArea = segment.StartArea + (lap * LapArea) };
    }

    /// <summary>The segment in which event <paramref name="number"/> of a stream is due, or -1 if the rate ends before that.</summary>
    /// <param name="number">0 for the stream's first event.</param>
    /// <param name="share">The stream's share of this curve.</param>
    public long SegmentOf(long number, StreamShare share)
    {
        var area = checked((Int128)number * share.Denominator * AreaUnits);
        for (var i = 0; i < _first.Length; i++)
        {
            if (area < checked(_first[i].EndArea * share.Numerator))
                return i;
        }

        if (LapArea == 0)
            return -1;
        var lap = (long)((area - (_repeated[0].StartArea * share.Numerator)) / (LapArea * share.Numerator));
        for (var index = _first.Length + (lap * _repeated.Length); ; index++)
        {
            if (area < checked(Segment(index).EndArea * share.Numerator))
                return index;
        }
    }

    /// <summary>How many events of a stream are due before a moment.</summary>
    /// <param name="ns">Nanoseconds after the start of the schedule; 0 or less gives 0.</param>
    /// <param name="share">The stream's share of this curve.</param>
    public long CountBefore(long ns, StreamShare share)
    {
        if (ns <= 0 || share.Numerator == 0)
            return 0;
        var segment = Segment(IndexAt(ns));
        Int128 x = ns - segment.StartNs;
        var unit = checked((Int128)AreaUnits * share.Denominator);
        var area = segment.StartArea + (2 * segment.FromRate * x);
        if (segment.FromRate != segment.ToRate)
        {
            // Times the length of the segment, which makes the ramp's quadratic term an integer.
            unit = checked(unit * segment.LengthNs);
            area = checked((area * segment.LengthNs) + ((segment.ToRate - segment.FromRate) * x * x));
        }

        // Event n counts iff n < area: the number of such n is the area, rounded up.
        return (long)checked(((area * share.Numerator) + unit - 1) / unit);
    }

    private long LapNs => _repeated[^1].EndNs - _repeated[0].StartNs;

    private Int128 LapArea => _repeated[^1].EndArea - _repeated[0].StartArea;

    private static RateSegment Append((long LengthNs, long From, long To) part, ref (long Ns, Int128 Area) at)
    {
        var segment = new RateSegment(at.Ns, part.LengthNs, part.From, part.To, at.Area);
        at = (segment.EndNs, segment.EndArea);
        return segment;
    }

    private long IndexAt(long ns)
    {
        for (var i = 0; i < _first.Length; i++)
        {
            if (ns < _first[i].EndNs)
                return i;
        }

        var lap = (ns - _repeated[0].StartNs) / LapNs;
        for (var index = _first.Length + (lap * _repeated.Length); ; index++)
        {
            if (ns < Segment(index).EndNs)
                return index;
        }
    }
}
