using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Tests.Exchanges;

/// <summary>A book rebuilt from tape records in the obvious way.</summary>
internal sealed class SlowBook
{
    private readonly SortedDictionary<long, long> _bids = [];
    private readonly SortedDictionary<long, long> _asks = [];

    public bool IsCrossed => _bids.Count > 0 && _asks.Count > 0 && _bids.Keys.Last() >= _asks.Keys.First();

    public bool HasBothSides => _bids.Count > 0 && _asks.Count > 0;

    public long Hash
    {
        get
        {
            var hash = default(BookHash);
            foreach (var (price, quantity) in _bids)
                hash.Add(false, price, quantity);
            foreach (var (price, quantity) in _asks)
                hash.Add(true, price, quantity);
            return hash.Value;
        }
    }

    public long Best(bool isSell) => isSell ? _asks.Keys.First() : _bids.Keys.Last();

    public long TotalAt(bool isSell, long price) => (isSell ? _asks : _bids).GetValueOrDefault(price);

    public void Apply(in TapeRecord record)
    {
        var isSell = (record.Flags & EventFlags.Sell) != 0;
        var side = isSell ? _asks : _bids;
        if (record.Kind != EventKind.Level)
            return;
        if (record.Quantity == 0)
            side.Remove(record.Price);
        else
            side[record.Price] = record.Quantity;
    }
}
