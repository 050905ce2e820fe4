namespace AlphaPulse.Engine.Books;

/// <summary>
/// One side of a book: a <see cref="TickWindow"/> around the best price, where nearly all changes happen, and
/// <see cref="SortedLevels"/> for what lies outside it or between two ticks.
/// </summary>
/// <remarks>
/// Inside, a price is a rank: the price for asks, its negation for bids, so that the lowest rank is the best of either
/// side and there is one code for both. Where a level is stored follows from its rank and the window's place alone, so
/// the window's place decides only about speed, never about the result. For one thread.
/// </remarks>
internal sealed partial class BookSide
{
    // First capacities: most books never grow beyond them, and a growing one doubles.
    private const int FarCapacity = 128;

    // A move of the window costs about one visit of every level. It is only considered after as many changes outside the
    // window as there are levels (and this many more), so it costs each of them about one visit, whatever the feed does.
    private const int FarChangesBeforeMove = 64;

    private readonly long _sign;
    private readonly SortedLevels _far = new(FarCapacity, BookLimits.MaxFarLevels);
    private TickWindow _window;
    private Level[] _moving = [];
    private int _farChanges;

    public BookSide(bool isSell, long tickSize, int windowTicks, bool countsOrders)
    {
        IsSell = isSell;
        _sign = isSell ? 0 : -1;
        _window = new TickWindow(tickSize, windowTicks, countsOrders);
    }

    public bool IsSell { get; }

    /// <summary>Number of levels.</summary>
    public int Count => _window.Count + _far.Count;

    /// <summary>Levels stored outside the window.</summary>
    public int FarCount => _far.Count;

    /// <summary>How often the window was moved to where the best price is.</summary>
    public long Moves { get; private set; }

    /// <summary>Best price and the total that rests there. False: the side is empty.</summary>
    public bool TryBest(out long price, out long quantity)
    {
        var first = _window.First;
        if (_far.Count != 0 && (first == TickWindow.None || _far.BestRank < _window.RankAt(first)))
        {
            price = PriceOf(_far.BestRank);
            quantity = _far.QuantityAt(_far.Count - 1);
            return true;
        }

        if (first == TickWindow.None)
        {
            price = quantity = 0;
            return false;
        }

        price = PriceOf(_window.RankAt(first));
        quantity = _window.QuantityAt(first);
        return true;
    }

    /// <summary>Levels from the best to the worst, without allocating. The side must not change meanwhile.</summary>
    public LevelEnumerator BestFirst() => new(this);

    /// <summary>Sets a level's total; 0 removes it. False: no room for it, nothing changed.</summary>
    public bool Set(long price, long quantity)
    {
        var rank = RankOf(price);
        if (!_window.TryIndex(rank, out var index))
            return SetFar(rank, quantity);
        if (quantity == 0)
            _window.Set(index, 0, 0);
        else
            _window.Set(index, quantity);
        return true;
    }

    /// <summary>
    /// Changes a level's total and number of orders by differences; a total of 0 or less removes the level.
    /// False: the total would exceed <see cref="BookLimits.MaxQuantity"/> or there is no room, nothing changed.
    /// </summary>
    public bool Change(long price, long quantityChange, int ordersChange)
    {
        var rank = RankOf(price);
        if (!_window.TryIndex(rank, out var index))
            return ChangeFar(rank, quantityChange, ordersChange);
        var total = _window.QuantityAt(index) + quantityChange;
        if (total > BookLimits.MaxQuantity)
            return false;
        if (total <= 0)
            _window.Set(index, 0, 0);
        else
            _window.Set(index, total, Math.Max(0, _window.OrdersAt(index) + ordersChange));
        return true;
    }

    /// <summary>Drops the worst levels until at most so many are left.</summary>
    public void Truncate(int levels)
    {
        while (Count > levels)
        {
            var last = _window.Last();
            if (_far.Count != 0 && (last == TickWindow.None || _far.RankAt(0) > _window.RankAt(last)))
                _far.RemoveAt(0);
            else
                _window.Set(last, 0, 0);
        }
    }

    public void Clear()
    {
        _window.Clear();
        _far.Clear();
        _farChanges = 0;
    }

    private long RankOf(long price) => (price ^ _sign) - _sign;

    private long PriceOf(long rank) => (rank ^ _sign) - _sign;

    private bool SetFar(long rank, long quantity)
    {
        if (ConsiderMove(rank))
            return Set(PriceOf(rank), quantity);
        var position = _far.Find(rank);
        if (position < 0)
            return quantity == 0 || _far.TryInsert(~position, rank, quantity, orders: 0);
        if (quantity == 0)
            _far.RemoveAt(position);
        else
            _far.SetAt(position, quantity, _far.OrdersAt(position));
        return true;
    }

    private bool ChangeFar(long rank, long quantityChange, int ordersChange)
    {
        if (ConsiderMove(rank))
            return Change(PriceOf(rank), quantityChange, ordersChange);
        var position = _far.Find(rank);
        if (position < 0)
        {
            return quantityChange <= 0
                || (quantityChange <= BookLimits.MaxQuantity && _far.TryInsert(~position, rank, quantityChange, Math.Max(0, ordersChange)));
        }

        var total = _far.QuantityAt(position) + quantityChange;
        if (total > BookLimits.MaxQuantity)
            return false;
        if (total <= 0)
            _far.RemoveAt(position);
        else
            _far.SetAt(position, total, Math.Max(0, _far.OrdersAt(position) + ordersChange));
        return true;
    }

    /// <summary>Moves the window if that is due. True: it moved, so the rank has to be looked up again.</summary>
    private bool ConsiderMove(long rank)
    {
        if (Count == 0)
        {
            _window.PlaceAround(rank);
            return _window.TryIndex(rank, out _);
        }

        // A side with more levels than fit outside the window stays where it is: a move could push all of them out.
        if (++_farChanges < FarChangesBeforeMove + Count || Count > BookLimits.MaxFarLevels)
            return false;
        _farChanges = 0;
        TryBest(out var bestPrice, out _);
        var bestTick = _window.TickOf(RankOf(bestPrice));
        if (bestTick >= _window.Ticks / 8 && bestTick <= _window.Ticks / 2)
            return false;
        MoveWindow(RankOf(bestPrice));
        return true;
    }

    private void MoveWindow(long bestRank)
    {
        var count = Count;
        if (_moving.Length < count)
            _moving = new Level[Math.Max(FarCapacity, count * 2)];
        var taken = 0;
        foreach (var level in BestFirst())
            _moving[taken++] = level;

        _window.Clear();
        _far.Clear();
        _window.PlaceAround(bestRank);
        Moves++;
        // From the worst to the best, so that every level outside the window is appended.
        while (taken-- > 0)
        {
            ref readonly var level = ref _moving[taken];
            var rank = RankOf(level.Price);
            if (_window.TryIndex(rank, out var index))
                _window.Set(index, level.Quantity, level.Orders);
            else
                _far.TryInsert(_far.Count, rank, level.Quantity, level.Orders);
        }
    }
}
