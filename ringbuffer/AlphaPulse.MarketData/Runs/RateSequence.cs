namespace AlphaPulse.MarketData.Runs;

/// <summary>Curves one after the other, each from its own time 0; from one of them on they begin again after the last.</summary>
internal sealed class RateSequence : RateCurve
{
    private readonly RateCurve[] _curves;
    private readonly long[] _startNs;
    private readonly Int128[] _areas;
    private readonly int _firstRepeated;
    private readonly long _endNs;
    private readonly Int128 _endArea;

    /// <param name="parts">At least one. A length of <see cref="RateCurve.EndlessNs"/> is for ever and can only be the last one.</param>
    /// <param name="firstRepeated">With which part the sequence begins again after the last.</param>
    public RateSequence(IReadOnlyList<(long LengthNs, RateCurve Curve)> parts, int firstRepeated)
    {
        _curves = [.. parts.Select(part => part.Curve)];
        (_startNs, _areas) = (new long[parts.Count], new Int128[parts.Count]);
        for (var i = 0; i < parts.Count; i++)
        {
            (_startNs[i], _areas[i]) = (_endNs, _endArea);
            _endNs = parts[i].LengthNs >= EndlessNs ? long.MaxValue : _endNs + parts[i].LengthNs;
            _endArea += parts[i].Curve.AreaBefore(Math.Min(parts[i].LengthNs, EndlessNs));
        }

        _firstRepeated = firstRepeated;
    }

    public override RateSegment SegmentAt(long ns)
    {
        var (lap, atNs) = (0L, ns);
        if (ns >= _endNs)
        {
            (lap, atNs) = Math.DivRem(ns - _startNs[_firstRepeated], _endNs - _startNs[_firstRepeated]);
            atNs += _startNs[_firstRepeated];
        }

        var index = _startNs.Length - 1;
        while (_startNs[index] > atNs)
            index--;
        var segment = _curves[index].SegmentAt(atNs - _startNs[index]);
        var partEndNs = index + 1 < _startNs.Length ? _startNs[index + 1] : _endNs;
        // From the part's time to that of the schedule.
        var shiftNs = ns - atNs + _startNs[index];
        var endNs = partEndNs == long.MaxValue ? segment.EndNs + shiftNs : Math.Min(segment.EndNs + _startNs[index], partEndNs) + (ns - atNs);
        var area = (lap * (_endArea - _areas[_firstRepeated])) + _areas[index] + segment.StartArea;
        return new RateSegment(segment.StartNs + shiftNs, endNs, segment.Rate, area);
    }
}
