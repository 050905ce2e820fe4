using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>Happenings of one kind and source, in order by their begin and by their end alike; the old ones can be dropped. Not thread-safe.</summary>
internal sealed class SpanList
{
    private readonly List<SpanRecord> _spans = [];
    private int _first;

    public void Add(in SpanRecord span) => _spans.Add(span);

    /// <summary>Drops what ended before a moment.</summary>
    public void DropBefore(long ns)
    {
        while (_first < _spans.Count && _spans[_first].EndNs < ns)
            _first++;
        if (_first <= _spans.Count / 2)
            return;
        _spans.RemoveRange(0, _first);
        _first = 0;
    }

    /// <summary>Time of a window that the spans cover, without what a loop had to wait for a core (<see cref="SpanRecord.AmountNs"/> of hiccups).</summary>
    public long Covered(long startNs, long endNs)
    {
        long covered = 0, untilNs = startNs;
        for (var i = FirstEndingAfter(startNs); i < _spans.Count && _spans[i].StartNs < endNs; i++)
        {
            var (from, to) = (Math.Max(untilNs, _spans[i].StartNs), Math.Min(endNs, WorkEnd(_spans[i])));
            if (to <= from)
                continue;
            covered += to - from;
            untilNs = to;
        }

        return covered;
    }

    /// <summary>The part of a window that one span covers from its begin to its end, of that which covers most of it; empty if none does.</summary>
    public (long StartNs, long EndNs) Longest(long startNs, long endNs)
    {
        var longest = (StartNs: startNs, EndNs: startNs);
        for (var i = FirstEndingAfter(startNs); i < _spans.Count && _spans[i].StartNs < endNs; i++)
        {
            var (from, to) = (Math.Max(startNs, _spans[i].StartNs), Math.Min(endNs, _spans[i].EndNs));
            if (to - from > longest.EndNs - longest.StartNs)
                longest = (from, to);
        }

        return longest;
    }

    /// <summary>What the spans that touch a window amount to.</summary>
    public long Amount(long startNs, long endNs)
    {
        var amount = 0L;
        for (var i = FirstEndingAfter(startNs); i < _spans.Count && _spans[i].StartNs < endNs; i++)
            amount += _spans[i].AmountNs;
        return amount;
    }

    private int FirstEndingAfter(long ns)
    {
        var (low, high) = (_first, _spans.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_spans[middle].EndNs <= ns)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // A loop that waits for a core waits behind the writer, as often as not: that part of a hiccup explains nothing.
    private static long WorkEnd(in SpanRecord span) => span.Kind == SpanKind.Hiccup ? span.EndNs - span.AmountNs : span.EndNs;
}
