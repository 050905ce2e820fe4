using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Books;

/// <summary>
/// One instrument's book, rebuilt from its events: by level, or by order on top of the same levels. Integer prices and
/// quantities in the instrument's decimals. For one thread; allocates nothing per event (its tables double, rarely, up to
/// <see cref="BookLimits"/>).
/// </summary>
internal sealed class Book
{
    // Orders before the order table grows for the first time: one busy US stock's book holds a few thousand.
    private const int OrderCapacity = 1024;

    private readonly OrderTable? _orders;
    private readonly int _depth;

    public Book(Instrument instrument)
    {
        InstrumentId = instrument.Id;
        var byOrder = instrument.BookKind == BookKind.Orders;
        Bids = new BookSide(isSell: false, instrument.TickSize, instrument.WindowTicks, byOrder);
        Asks = new BookSide(isSell: true, instrument.TickSize, instrument.WindowTicks, byOrder);
        _orders = byOrder ? new OrderTable(OrderCapacity, BookLimits.MaxOrders) : null;
        _depth = instrument.BookDepth;
    }

    public uint InstrumentId { get; }

    public BookSide Bids { get; }

    public BookSide Asks { get; }

    /// <summary>Orders that rest in the book and are known by id; 0 in a book by level.</summary>
    public int OrderCount => _orders?.Count ?? 0;

    /// <summary>Whether the best bid is at or above the best ask: normal inside an update, a fault at its end.</summary>
    public bool IsCrossed => Bids.TryBest(out var bid, out _) && Asks.TryBest(out var ask, out _) && bid >= ask;

    /// <summary>Applies one event. Any content is safe: what makes no sense is reported and ignored.</summary>
    public ApplyResult Apply(in MarketEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Level:
                return BookLimits.IsPrice(e.Price) && BookLimits.IsQuantity(e.Quantity) && SideOf(e.IsSell).Set(e.Price, e.Quantity)
                    ? ApplyResult.Applied
                    : ApplyResult.Invalid;
            case EventKind.OrderAdd:
                return Add(e);
            case EventKind.OrderReduce:
                return Reduce(e);
            case EventKind.OrderModify:
                return Modify(e);
            case EventKind.Clear or EventKind.SnapshotBegin:
                Clear();
                return ApplyResult.Applied;
            case EventKind.Trade or EventKind.SnapshotEnd or EventKind.Gap or EventKind.HashCheck or EventKind.CrcCheck or EventKind.TopCheck:
                return ApplyResult.Applied;
            default:
                return ApplyResult.Invalid;
        }
    }

    /// <summary>To be called when an update is complete: drops levels that are deeper than the feed maintains.</summary>
    public void EndUpdate()
    {
        if (_depth == 0)
            return;
        Bids.Truncate(_depth);
        Asks.Truncate(_depth);
    }

    public void Clear()
    {
        Bids.Clear();
        Asks.Clear();
        _orders?.Clear();
    }

    /// <summary>The <see cref="BookHash"/> of the best levels of both sides.</summary>
    /// <param name="levels">Levels a side; 0 = all.</param>
    /// <param name="countsOrders">Whether the number of orders of a level is part of the hash.</param>
    public long Hash(long levels, bool countsOrders)
    {
        var hash = new BookHash();
        AddTo(ref hash, Bids, levels, countsOrders);
        AddTo(ref hash, Asks, levels, countsOrders);
        return hash.Value;
    }

    private static void AddTo(ref BookHash hash, BookSide side, long levels, bool countsOrders)
    {
        var left = levels == 0 ? long.MaxValue : levels;
        foreach (var level in side.BestFirst())
        {
            if (left-- <= 0)
                break;
            hash.Add(side.IsSell, level.Price, level.Quantity, countsOrders ? level.Orders : 0);
        }
    }

    private BookSide SideOf(bool isSell) => isSell ? Asks : Bids;

    private ApplyResult Add(in MarketEvent e)
    {
        if (_orders is null || !IsOrder(e) || e.Quantity == 0 || _orders.Find(e.Id) >= 0)
            return ApplyResult.Invalid;
        return Rest(e) ? ApplyResult.Applied : ApplyResult.Invalid;
    }

    private ApplyResult Reduce(in MarketEvent e)
    {
        if (_orders is null || !IsOrder(e) || e.Quantity == 0)
            return ApplyResult.Invalid;
        var place = _orders.Find(e.Id);
        if (place < 0)
        {
            // It rested before the feed was joined, inside a level that a snapshot or the oracle gave as a total.
            SideOf(e.IsSell).Change(e.Price, -e.Quantity, 0);
            return ApplyResult.UnknownOrder;
        }

        ref var order = ref _orders[place];
        if (e.Quantity < order.Quantity)
        {
            SideOf(order.IsSell).Change(order.Price, -e.Quantity, 0);
            order.SignedQuantity += order.IsSell ? e.Quantity : -e.Quantity;
        }
        else
        {
            Remove(place);
        }

        return ApplyResult.Applied;
    }

    private ApplyResult Modify(in MarketEvent e)
    {
        if (_orders is null || !IsOrder(e))
            return ApplyResult.Invalid;
        var place = _orders.Find(e.Id);
        if (e.Quantity == 0)
        {
            if (place >= 0)
                Remove(place);
            return place >= 0 ? ApplyResult.Applied : ApplyResult.UnknownOrder;
        }

        if (place < 0)
            return Rest(e) ? ApplyResult.UnknownOrder : ApplyResult.Invalid;

        ref var order = ref _orders[place];
        if (order.Price == e.Price && order.IsSell == e.IsSell)
        {
            if (!SideOf(e.IsSell).Change(e.Price, e.Quantity - order.Quantity, 0))
                return ApplyResult.Invalid;
        }
        else
        {
            if (!SideOf(e.IsSell).Change(e.Price, e.Quantity, 1))
                return ApplyResult.Invalid;
            SideOf(order.IsSell).Change(order.Price, -order.Quantity, -1);
        }

        order.Price = e.Price;
        order.SignedQuantity = e.IsSell ? -e.Quantity : e.Quantity;
        return ApplyResult.Applied;
    }

    private bool Rest(in MarketEvent e)
    {
        if (_orders!.Count >= BookLimits.MaxOrders || !SideOf(e.IsSell).Change(e.Price, e.Quantity, 1))
            return false;
        return _orders.TryAdd(new RestingOrder { Id = e.Id, Price = e.Price, SignedQuantity = e.IsSell ? -e.Quantity : e.Quantity });
    }

    private void Remove(int place)
    {
        ref readonly var order = ref _orders![place];
        SideOf(order.IsSell).Change(order.Price, -order.Quantity, -1);
        _orders.RemoveAt(place);
    }

    private static bool IsOrder(in MarketEvent e) => BookLimits.IsPrice(e.Price) && BookLimits.IsQuantity(e.Quantity);
}
