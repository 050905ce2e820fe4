using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>The columns of one latency. All of its memory is taken when it is made.</summary>
internal sealed class HeatMapTrack(int mostColumns)
{
    private readonly long[] _counts = new long[mostColumns * HeatMapRows.Count];

    public void Add(int column, LongHistogram histogram) => HeatMapRows.Add(histogram, Column(column));

    /// <summary>Joins each pair of neighbours; an odd last one stays alone.</summary>
    public void Halve(int columns)
    {
        for (var column = 0; column < columns; column++)
        {
            var from = Column(column);
            if (column % 2 == 0)
            {
                if (column > 0)
                    from.CopyTo(Column(column / 2));
                continue;
            }

            var to = Column(column / 2);
            for (var row = 0; row < to.Length; row++)
                to[row] += from[row];
        }

        _counts.AsSpan(((columns + 1) / 2) * HeatMapRows.Count).Clear();
    }

    /// <summary>By column: the first row with a count and the counts from there.</summary>
    public IReadOnlyList<IReadOnlyList<long>> ToColumns(int columns)
    {
        var sparse = new IReadOnlyList<long>[columns];
        for (var i = 0; i < columns; i++)
        {
            var counts = Column(i);
            var first = counts.IndexOfAnyExcept(0);
            sparse[i] = first < 0 ? [] : [first, .. counts[first..(counts.LastIndexOfAnyExcept(0) + 1)]];
        }

        return sparse;
    }

    private Span<long> Column(int index) => _counts.AsSpan(index * HeatMapRows.Count, HeatMapRows.Count);
}
