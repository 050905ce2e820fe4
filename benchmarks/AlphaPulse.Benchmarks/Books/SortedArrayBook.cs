using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Books;

/// <summary>Sorted arrays with the best at the end, and nothing else.</summary>
internal readonly struct SortedArrayBook() : IBookCandidate
{
    private readonly SortedLevels _bids = new(4096, BookLimits.MaxFarLevels);
    private readonly SortedLevels _asks = new(4096, BookLimits.MaxFarLevels);

    public string Name => "sorted array, best at the end";

    public int? FarLevels => null;

    public void Apply(in MarketEvent e)
    {
        if (e.Kind == EventKind.Level)
        {
            Set(e.IsSell ? _asks : _bids, e.IsSell ? e.Price : -e.Price, e.Quantity);
        }
        else if (e.Kind is EventKind.Clear or EventKind.SnapshotBegin)
        {
            _bids.Clear();
            _asks.Clear();
        }
    }

    public (long Bid, long Ask) Top() => (_bids.Count == 0 ? 0 : -_bids.BestRank, _asks.Count == 0 ? 0 : _asks.BestRank);

    private static void Set(SortedLevels side, long rank, long quantity)
    {
        var position = side.Find(rank);
        if (position >= 0 && quantity != 0)
            side.SetAt(position, quantity, 0);
        else if (position >= 0)
            side.RemoveAt(position);
        else if (quantity != 0)
            side.TryInsert(~position, rank, quantity, 0);
    }
}
