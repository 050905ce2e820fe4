using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Tests.Books;

/// <summary>The slow obvious book: two sorted dictionaries and a dictionary of orders. What <see cref="Engine.Books.Book"/> must equal.</summary>
internal sealed class BookModel(int depth = 0)
{
    private const long Max = (1L << 62) - 1;

    private readonly Dictionary<long, (bool IsSell, long Price, long Quantity)> _orders = [];

    public SortedDictionary<long, (long Quantity, int Orders)> Bids { get; } = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));

    public SortedDictionary<long, (long Quantity, int Orders)> Asks { get; } = [];

    public int OrderCount => _orders.Count;

    public void Apply(in MarketEvent e, BookKind kind)
    {
        if (e.Kind is EventKind.Clear or EventKind.SnapshotBegin)
        {
            Bids.Clear();
            Asks.Clear();
            _orders.Clear();
            return;
        }

        if (e.Price is < -Max or > Max || e.Quantity is < 0 or > Max)
            return;
        if (e.Kind == EventKind.Level)
        {
            SetTotal(e.IsSell, e.Price, e.Quantity);
            return;
        }

        if (kind != BookKind.Orders)
            return;
        var known = _orders.TryGetValue(e.Id, out var order);
        switch (e.Kind)
        {
            case EventKind.OrderAdd when !known && e.Quantity > 0:
                Rest(e);
                break;
            case EventKind.OrderReduce when !known:
                Change(e.IsSell, e.Price, -e.Quantity, 0);
                break;
            case EventKind.OrderReduce when e.Quantity >= order.Quantity:
                Remove(e.Id);
                break;
            case EventKind.OrderReduce:
                Change(order.IsSell, order.Price, -e.Quantity, 0);
                _orders[e.Id] = order with { Quantity = order.Quantity - e.Quantity };
                break;
            case EventKind.OrderModify when e.Quantity == 0 && known:
                Remove(e.Id);
                break;
            case EventKind.OrderModify when e.Quantity == 0:
                break;
            case EventKind.OrderModify when !known:
                Rest(e);
                break;
            case EventKind.OrderModify when order.Price == e.Price && order.IsSell == e.IsSell:
                if (Change(e.IsSell, e.Price, e.Quantity - order.Quantity, 0))
                    _orders[e.Id] = order with { Quantity = e.Quantity };
                break;
            case EventKind.OrderModify:
                if (Change(e.IsSell, e.Price, e.Quantity, 1))
                {
                    Change(order.IsSell, order.Price, -order.Quantity, -1);
                    _orders[e.Id] = (e.IsSell, e.Price, e.Quantity);
                }

                break;
        }
    }

    public void EndUpdate()
    {
        foreach (var side in new[] { Bids, Asks })
        {
            while (depth > 0 && side.Count > depth)
                side.Remove(side.Keys.Last());
        }
    }

    public long Hash(int levels, bool countsOrders)
    {
        var hash = new BookHash();
        foreach (var (price, level) in levels == 0 ? Bids : Bids.Take(levels))
            hash.Add(false, price, level.Quantity, countsOrders ? level.Orders : 0);
        foreach (var (price, level) in levels == 0 ? Asks : Asks.Take(levels))
            hash.Add(true, price, level.Quantity, countsOrders ? level.Orders : 0);
        return hash.Value;
    }

    private void Rest(in MarketEvent e)
    {
        if (Change(e.IsSell, e.Price, e.Quantity, 1))
            _orders[e.Id] = (e.IsSell, e.Price, e.Quantity);
    }

    private void Remove(long id)
    {
        var order = _orders[id];
        Change(order.IsSell, order.Price, -order.Quantity, -1);
        _orders.Remove(id);
    }

    private void SetTotal(bool isSell, long price, long quantity)
    {
        var side = isSell ? Asks : Bids;
        if (quantity == 0)
            side.Remove(price);
        else
            side[price] = (quantity, side.TryGetValue(price, out var level) ? level.Orders : 0);
    }

    private bool Change(bool isSell, long price, long quantityChange, int ordersChange)
    {
        var side = isSell ? Asks : Bids;
        side.TryGetValue(price, out var level);
        var total = (Int128)level.Quantity + quantityChange;
        if (total > Max)
            return false;
        if (total <= 0)
            side.Remove(price);
        else
            side[price] = ((long)total, Math.Max(0, level.Orders + ordersChange));
        return true;
    }
}
