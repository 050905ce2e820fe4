using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Auditing;

/// <summary>One book rebuilt from events in the obvious way, which shares no code with the venue's own.</summary>
internal sealed class AuditedBook
{
    private readonly SortedDictionary<long, long> _bids = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<long, long> _asks = [];

    public bool WasMismatched { get; set; }

    public bool WasCrossed { get; private set; }

    /// <summary>False if a trade prints at a price other than the best of the side it hits, or for more than is there.</summary>
    public bool Shows(in MarketEvent trade)
    {
        var side = trade.IsSell ? _bids : _asks;
        return side.Count > 0 && side.First().Key == trade.Price && trade.Quantity > 0 && trade.Quantity <= side.First().Value;
    }

    public void Apply(in MarketEvent e)
    {
        var side = e.IsSell ? _asks : _bids;
        switch (e.Kind)
        {
            case EventKind.SnapshotBegin:
                _bids.Clear();
                _asks.Clear();
                break;
            case EventKind.Level when e.Quantity == 0:
                side.Remove(e.Price);
                break;
            case EventKind.Level:
                side[e.Price] = e.Quantity;
                break;
            case EventKind.HashCheck:
                WasMismatched |= e.Id != Hash();
                break;
        }
    }

    /// <summary>To be called after each update: the book must not be crossed and must equal the engine's.</summary>
    public void Compare(MatchingEngine engine)
    {
        WasCrossed |= _bids.Count > 0 && _asks.Count > 0 && _bids.First().Key >= _asks.First().Key;
        WasMismatched |= !Equal(_bids, engine.Bids) || !Equal(_asks, engine.Asks);
    }

    private static bool Equal(SortedDictionary<long, long> rebuilt, BookSide side)
    {
        if (rebuilt.Count != side.Count)
            return false;
        var index = side.Count;
        foreach (var (price, quantity) in rebuilt)
        {
            ref var level = ref side.At(--index);
            if (level.Price != price || level.Total != quantity)
                return false;
        }

        return true;
    }

    private long Hash()
    {
        var hash = default(BookHash);
        foreach (var (price, quantity) in _bids)
            hash.Add(false, price, quantity);
        foreach (var (price, quantity) in _asks)
            hash.Add(true, price, quantity);
        return hash.Value;
    }
}
