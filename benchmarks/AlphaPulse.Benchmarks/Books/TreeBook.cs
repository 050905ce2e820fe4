using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Books;

/// <summary>A balanced tree a side, as most books begin: <see cref="SortedDictionary{TKey,TValue}"/>, the best found by walking to its end.</summary>
internal readonly struct TreeBook() : IBookCandidate
{
    private readonly SortedDictionary<long, long> _bids = [];
    private readonly SortedDictionary<long, long> _asks = [];

    public string Name => "SortedDictionary";

    public int? FarLevels => null;

    public void Apply(in MarketEvent e)
    {
        if (e.Kind == EventKind.Level)
        {
            var (side, rank) = e.IsSell ? (_asks, e.Price) : (_bids, -e.Price);
            if (e.Quantity == 0)
                side.Remove(rank);
            else
                side[rank] = e.Quantity;
        }
        else if (e.Kind is EventKind.Clear or EventKind.SnapshotBegin)
        {
            _bids.Clear();
            _asks.Clear();
        }
    }

    public (long Bid, long Ask) Top() => (-First(_bids), First(_asks));

    private static long First(SortedDictionary<long, long> side)
    {
        using var levels = side.GetEnumerator();
        return levels.MoveNext() ? levels.Current.Key : 0;
    }
}
