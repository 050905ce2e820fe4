namespace AlphaPulse.MarketData.Runs;

/// <summary>The sum of several curves.</summary>
internal sealed class RateSum(IReadOnlyList<RateCurve> terms) : RateCurve
{
    private readonly RateCurve[] _terms = [.. terms];

    public override RateSegment SegmentAt(long ns)
    {
        var (startNs, endNs, rate) = (0L, long.MaxValue, 0L);
        foreach (var term in _terms)
        {
            var segment = term.SegmentAt(ns);
            startNs = Math.Max(startNs, segment.StartNs);
            endNs = Math.Min(endNs, segment.EndNs);
            rate += segment.Rate;
        }

        Int128 area = 0;
        foreach (var term in _terms)
            area += term.AreaBefore(startNs);
        return new RateSegment(startNs, endNs, rate, area);
    }
}
