using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// The matching engine of one instrument: price-time priority, integer prices and quantities. Every fill and every
/// change of a level is reported in the order in which it happens; a fill comes before the level change it causes.
/// Not thread-safe.
/// </summary>
internal sealed class MatchingEngine
{
    private readonly List<EngineReport> _reports = [];
    private readonly Dictionary<long, int> _indexById = [];
    private RestingOrder[] _orders = new RestingOrder[64];
    private int _used;
    private int _firstFree = -1;
    private long _lastId;

    public BookSide Bids { get; } = new(isSell: false);

    public BookSide Asks { get; } = new(isSell: true);

    /// <summary>Orders that rest in the book.</summary>
    public int RestingOrders => _indexById.Count;

    /// <summary>What happened since <see cref="ClearReports"/>.</summary>
    public IReadOnlyList<EngineReport> Reports => _reports;

    public void ClearReports() => _reports.Clear();

    public BookSide Side(bool isSell) => isSell ? Asks : Bids;

    /// <summary>Trades as far as the limit allows; the rest joins the end of its price's queue.</summary>
    /// <returns>The order's id, whether it rests or not.</returns>
    public long SubmitLimit(bool isSell, long price, long quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        var id = ++_lastId;
        var rest = Match(id, isSell, price, quantity);
        if (rest > 0)
            Rest(id, isSell, price, rest);
        return id;
    }

    /// <summary>Trades at whatever price there is; what finds no counterpart is cancelled.</summary>
    /// <returns>The quantity that did not trade.</returns>
    public long SubmitMarket(bool isSell, long quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        return Match(++_lastId, isSell, isSell ? long.MinValue / 4 : long.MaxValue / 4, quantity);
    }

    /// <summary>Takes an order out of the book.</summary>
    /// <returns>False if no such order rests: it never did, was filled or was cancelled.</returns>
    public bool Cancel(long id) => _indexById.TryGetValue(id, out var index) && Reduce(id, _orders[index].Quantity);

    /// <summary>Cancels a part of an order, which keeps its place in the queue; all of it or more removes it.</summary>
    /// <returns>False if no such order rests.</returns>
    public bool Reduce(long id, long quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        if (!_indexById.TryGetValue(id, out var index))
            return false;
        var isSell = _orders[index].IsSell;
        TakeFrom(Side(isSell), Side(isSell).Find(_orders[index].Price), index, Math.Min(quantity, _orders[index].Quantity));
        return true;
    }

    /// <summary>The resting order with an id.</summary>
    public bool TryGetOrder(long id, out RestingOrder order)
    {
        var found = _indexById.TryGetValue(id, out var index);
        order = found ? _orders[index] : default;
        return found;
    }

    /// <summary>The oldest order of a level: the next to be filled there.</summary>
    public ref readonly RestingOrder HeadOf(in PriceLevel level) => ref _orders[level.Head];

    /// <summary>The order behind another in its queue; false at the end.</summary>
    public bool TryGetNext(in RestingOrder order, out RestingOrder next)
    {
        next = order.Next < 0 ? default : _orders[order.Next];
        return order.Next >= 0;
    }

    /// <summary>Hash of all levels of both sides, as <see cref="EventKind.HashCheck"/> carries it.</summary>
    public long StateHash()
    {
        var hash = default(BookHash);
        foreach (ref readonly var level in Bids.Levels)
            hash.Add(false, level.Price, level.Total);
        foreach (ref readonly var level in Asks.Levels)
            hash.Add(true, level.Price, level.Total);
        return hash.Value;
    }

    private long Match(long takerId, bool isSell, long limit, long quantity)
    {
        var other = Side(!isSell);
        while (quantity > 0 && other.IsReachedBy(limit))
        {
            ref readonly var best = ref other.Best;
            var maker = best.Head;
            var traded = Math.Min(quantity, _orders[maker].Quantity);
            _reports.Add(new EngineReport(EngineReportKind.Fill, isSell, best.Price, traded, _orders[maker].Id, takerId));
            TakeFrom(other, other.Count - 1, maker, traded);
            quantity -= traded;
        }

        return quantity;
    }

    private void Rest(long id, bool isSell, long price, long quantity)
    {
        var side = Side(isSell);
        var at = side.Find(price);
        ref var level = ref at >= 0 ? ref side.At(at) : ref side.Insert(~at, price);
        var index = NewOrder();
        _orders[index] = new RestingOrder { Id = id, Price = price, Quantity = quantity, IsSell = isSell, Previous = level.Tail, Next = -1 };
        if (level.Tail >= 0)
            _orders[level.Tail].Next = index;
        else
            level.Head = index;
        level.Tail = index;
        level.Orders++;
        level.Total += quantity;
        _indexById.Add(id, index);
        _reports.Add(new EngineReport(EngineReportKind.Level, isSell, price, level.Total, 0, 0));
    }

    private void TakeFrom(BookSide side, int levelIndex, int orderIndex, long quantity)
    {
        ref var level = ref side.At(levelIndex);
        level.Total -= quantity;
        _reports.Add(new EngineReport(EngineReportKind.Level, side.IsSell, level.Price, level.Total, 0, 0));
        _orders[orderIndex].Quantity -= quantity;
        if (_orders[orderIndex].Quantity > 0)
            return;
        Unlink(ref level, orderIndex);
        if (level.Orders == 0)
            side.RemoveAt(levelIndex);
    }

    private void Unlink(ref PriceLevel level, int index)
    {
        ref var order = ref _orders[index];
        if (order.Previous >= 0)
            _orders[order.Previous].Next = order.Next;
        else
            level.Head = order.Next;
        if (order.Next >= 0)
            _orders[order.Next].Previous = order.Previous;
        else
            level.Tail = order.Previous;
        level.Orders--;
        _indexById.Remove(order.Id);
        order.Next = _firstFree;
        _firstFree = index;
    }

    private int NewOrder()
    {
        if (_firstFree >= 0)
        {
            var reused = _firstFree;
            _firstFree = _orders[reused].Next;
            return reused;
        }

        if (_used == _orders.Length)
            Array.Resize(ref _orders, _used * 2);
        return _used++;
    }
}
