using System.Globalization;
using System.Text;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>
/// The obvious book: sorted dictionaries, orders by id, strings for the checksum. It shares no code with the engine's,
/// and is here to show that a tape says what its capture's oracle says.
/// </summary>
internal sealed class SlowBook(Instrument instrument)
{
    private readonly SortedDictionary<long, Level> _bids = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<long, Level> _asks = [];
    private readonly Dictionary<long, Order> _orders = [];
    private readonly List<MarketEvent> _tops = [];

    private sealed class Level
    {
        public long Quantity;
        public int Orders;
    }

    private sealed record Order(bool IsSell, long Price, long Quantity);

    public int Checked { get; private set; }

    public int Mismatched { get; private set; }

    public int Gaps { get; private set; }

    public int UnknownOrders { get; private set; }

    public int CrossedUpdates { get; private set; }

    public List<MarketEvent> Mismatches { get; } = [];

    public void Apply(in MarketEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Level: SetLevel(e.IsSell, e.Price, e.Quantity); break;
            case EventKind.OrderAdd: AddOrder(e); break;
            case EventKind.OrderModify: Modify(e); break;
            case EventKind.OrderReduce: Reduce(e); break;
            case EventKind.Clear or EventKind.SnapshotBegin: Clear(); break;
            case EventKind.Gap: Gaps++; break;
            case EventKind.HashCheck: Compare(Hash((int)e.Quantity, (e.Flags & EventFlags.CountsOrders) != 0) == e.Id, e); break;
            case EventKind.CrcCheck: Compare(Crc() == (uint)e.Id, e); break;
            case EventKind.TopCheck: _tops.Add(e); break;
            case EventKind.Trade or EventKind.SnapshotEnd: break;
            default: throw new InvalidOperationException($"{e.Kind} on a tape");
        }

        if (e.IsLastOfUpdate)
            EndUpdate();
    }

    private void EndUpdate()
    {
        Truncate(_bids);
        Truncate(_asks);
        if (_tops.Count > 0)
        {
            Compare(_tops.TrueForAll(t => Top(t.IsSell) == (t.Price, t.Quantity)), _tops[0]);
            _tops.Clear();
        }

        if (_bids.Count > 0 && _asks.Count > 0 && _bids.First().Key >= _asks.First().Key)
            CrossedUpdates++;
    }

    private SortedDictionary<long, Level> Side(bool isSell) => isSell ? _asks : _bids;

    private void Truncate(SortedDictionary<long, Level> side)
    {
        while (instrument.BookDepth > 0 && side.Count > instrument.BookDepth)
            side.Remove(side.Keys.Last());
    }

    private void Clear()
    {
        _bids.Clear();
        _asks.Clear();
        _orders.Clear();
    }

    private void SetLevel(bool isSell, long price, long quantity)
    {
        if (quantity == 0)
            Side(isSell).Remove(price);
        else if (Side(isSell).TryGetValue(price, out var level))
            level.Quantity = quantity;
        else
            Side(isSell).Add(price, new Level { Quantity = quantity });
    }

    private void Change(bool isSell, long price, long quantity, int orders)
    {
        var side = Side(isSell);
        if (!side.TryGetValue(price, out var level))
        {
            if (quantity <= 0)
                return;
            side.Add(price, level = new Level());
        }

        level.Quantity += quantity;
        level.Orders += orders;
        if (level.Quantity <= 0)
            side.Remove(price);
    }

    private void AddOrder(in MarketEvent e)
    {
        _orders.Add(e.Id, new Order(e.IsSell, e.Price, e.Quantity));
        Change(e.IsSell, e.Price, e.Quantity, 1);
    }

    private void Modify(in MarketEvent e)
    {
        if (_orders.Remove(e.Id, out var old))
            Change(old.IsSell, old.Price, -old.Quantity, -1);
        else
            UnknownOrders++;
        AddOrder(e);
    }

    private void Reduce(in MarketEvent e)
    {
        if (!_orders.TryGetValue(e.Id, out var order))
        {
            UnknownOrders++;
            Change(e.IsSell, e.Price, -e.Quantity, 0);
            return;
        }

        var left = order.Quantity - e.Quantity;
        if (left > 0)
            _orders[e.Id] = order with { Quantity = left };
        else
            _orders.Remove(e.Id);
        Change(order.IsSell, order.Price, -e.Quantity, left > 0 ? 0 : -1);
    }

    private (long Price, long Quantity) Top(bool isSell)
    {
        foreach (var (price, level) in Side(isSell))
            return (price, level.Quantity);
        return (0, 0);
    }

    private long Hash(int depth, bool countsOrders)
    {
        var hash = default(BookHash);
        foreach (var isSell in new[] { false, true })
        {
            foreach (var (price, level) in depth == 0 ? Side(isSell) : Side(isSell).Take(depth))
                hash.Add(isSell, price, level.Quantity, countsOrders ? level.Orders : 0);
        }

        return hash.Value;
    }

    private uint Crc()
    {
        var text = new StringBuilder();
        foreach (var (price, level) in _asks.Take(10).Concat(_bids.Take(10)))
        {
            text.Append(price.ToString(CultureInfo.InvariantCulture));
            text.Append(level.Quantity.ToString(CultureInfo.InvariantCulture));
        }

        var crc = ~0u;
        foreach (var c in Encoding.ASCII.GetBytes(text.ToString()))
        {
            crc ^= c;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    private void Compare(bool isEqual, in MarketEvent e)
    {
        Checked++;
        if (isEqual)
            return;
        Mismatched++;
        Mismatches.Add(e);
    }
}
