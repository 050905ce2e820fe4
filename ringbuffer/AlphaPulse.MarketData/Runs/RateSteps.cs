namespace AlphaPulse.MarketData.Runs;

/// <summary>A curve from a table of steps, which begins again after its last one, or stays at its last rate.</summary>
internal sealed class RateSteps : RateCurve
{
    private readonly long[] _startNs;
    private readonly long[] _rates;
    private readonly Int128[] _areas;
    private readonly long _lapNs;
    private readonly Int128 _lapArea;

    /// <param name="steps">At least one; those without a length are left out.</param>
    /// <param name="repeats">Whether the steps begin again.</param>
    public RateSteps(IEnumerable<(long LengthNs, long Rate)> steps, bool repeats)
    {
        var kept = steps.Where(step => step.LengthNs > 0).ToArray();
        (_startNs, _rates, _areas) = (new long[kept.Length], new long[kept.Length], new Int128[kept.Length]);
        for (var i = 0; i < kept.Length; i++)
        {
            (_startNs[i], _rates[i], _areas[i]) = (_lapNs, kept[i].Rate, _lapArea);
            _lapNs += kept[i].LengthNs;
            _lapArea += (Int128)kept[i].LengthNs * kept[i].Rate;
        }

        if (!repeats)
            _lapNs = long.MaxValue;
    }

    public static RateSteps Constant(long rate) => new([(EndlessNs, rate)], repeats: false);

    public override RateSegment SegmentAt(long ns)
    {
        var lap = ns < _lapNs ? 0 : ns / _lapNs;
        var lapStartNs = lap == 0 ? 0 : lap * _lapNs;
        var index = Array.BinarySearch(_startNs, ns - lapStartNs);
        if (index < 0)
            index = ~index - 1;
        var endNs = index + 1 < _startNs.Length ? lapStartNs + _startNs[index + 1] : _lapNs == long.MaxValue ? 2 * EndlessNs : lapStartNs + _lapNs;
        return new RateSegment(lapStartNs + _startNs[index], endNs, _rates[index], (lap * _lapArea) + _areas[index]);
    }
}
