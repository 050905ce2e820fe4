namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// The order flow of one instrument of one venue around its fair price: makers that place and cancel, takers with a memory
/// of their sign. All of it goes through the matching engine; what the engine reports is the feed. Not thread-safe.
/// </summary>
/// <remarks>Mixes are chosen loosely after the captures' (placement: mostly at the best, a tail far out; sizes and signs with heavy tails).</remarks>
internal sealed class InstrumentFlow
{
    /// <summary>No order is ever placed further from the middle than this.</summary>
    public const int ReachTicks = 100;

    /// <summary>Most level changes of one book update.</summary>
    public const int MaxChanges = 16;

    // Orders a side around which placing and cancelling balance, and below which makers place again at once after a fill.
    private const int TargetOrders = 24;
    private const int ThinOrders = 12;
    // A side never gets thinner than this, so that a trade always finds a price.
    private const int FewestLevels = 3;
    // A quote this far behind the fair price is moved by its maker.
    private const double StaleTicks = 2;
    private const int FarTicks = 40;

    private readonly SimulatedSymbol _symbol;
    private readonly FlowRandom _random;
    private readonly SignMemory _signs;
    private readonly LatentPath _shared;
    private readonly LatentPath _own;
    private readonly List<long>[] _live = [[], []];

    public InstrumentFlow(SimulatedSymbol symbol, BaseBook book, LatentPath shared, LatentPath own, FlowRandom random)
    {
        (_symbol, _shared, _own, _random) = (symbol, shared, own, random);
        _signs = new SignMemory(random);
        Book = book;
        Engine = book.CreateEngine();
        for (var id = 1; id <= book.Levels.Count; id++)
            _live[book.Levels[id - 1].IsSell ? 1 : 0].Add(id);
    }

    public MatchingEngine Engine { get; }

    public BaseBook Book { get; }

    /// <summary>One trade: an aggressor that fills one resting order, whole or in part, and what makers do about it.</summary>
    /// <param name="position">Share of the lap that has passed, which says where the fair price is.</param>
    public void Trade(double position)
    {
        var (bidLimit, askLimit) = Limits(position);
        var isSell = ChooseAggressor(bidLimit, askLimit);
        TakeBest(isSell);
        var hit = !isSell;
        if (Engine.Side(hit).Count <= FewestLevels || OrdersOf(hit) < ThinOrders)
            Place(hit, hit ? askLimit : bidLimit);
        if (Engine.Side(hit).Count < FewestLevels)
            PlaceBehindWorst(hit);
        // Makers on the side that the price moves away from follow it.
        var spreadTicks = (Engine.Asks.Best.Price - Engine.Bids.Best.Price) / _symbol.TickSize;
        if (spreadTicks <= StaleTicks)
            return;
        var follower = Engine.Bids.Best.Price / _symbol.TickSize < bidLimit - StaleTicks ? false : hit;
        if (Engine.Side(follower).Count > FewestLevels)
            CancelWorst(follower);
        PlaceAt(follower, follower ? askLimit : bidLimit);
    }

    /// <summary>One book update without a trade: 1 to <see cref="MaxChanges"/> orders placed, changed or cancelled.</summary>
    public void UpdateBook(double position)
    {
        var (bidLimit, askLimit) = Limits(position);
        var changes = ChooseChangeCount();
        for (var i = 0; i < changes; i++)
        {
            var isSell = _random.Chance(0.5);
            var orders = OrdersOf(isSell);
            var placing = Math.Clamp(0.5 + 0.6 * (TargetOrders - orders) / TargetOrders, 0.05, 0.95);
            if (_random.Chance(placing) || Engine.Side(isSell).Count <= FewestLevels)
                Place(isSell, isSell ? askLimit : bidLimit);
            else
                Withdraw(isSell, isSell ? askLimit : bidLimit);
        }
    }

    /// <summary>Fills a resting order, whole or in part, at the best price of the side that has more levels left.</summary>
    public void TradeOnDeeperSide() => TakeBest(isSell: Engine.Bids.Count > Engine.Asks.Count);

    /// <summary>Changes nothing but the queue: the best order is withdrawn and placed again.</summary>
    public void Requeue()
    {
        var side = Engine.Side(_random.Chance(0.5));
        var order = Engine.HeadOf(in side.Best);
        Engine.Cancel(order.Id);
        Engine.SubmitLimit(order.IsSell, order.Price, order.Quantity);
    }

    private (long Bid, long Ask) Limits(double position)
    {
        var fair = _symbol.MidTicks + (long)Math.Floor(Math.Clamp(_shared.At(position) + _own.At(position), -ReachTicks / 2, ReachTicks / 2));
        return (fair, fair + 1);
    }

    private bool ChooseAggressor(long bidLimit, long askLimit)
    {
        // Whoever sees a quote on the wrong side of the fair price takes it, mostly.
        if (Engine.Bids.Best.Price > bidLimit * _symbol.TickSize && _random.Chance(0.85))
            return true;
        if (Engine.Asks.Best.Price < askLimit * _symbol.TickSize && _random.Chance(0.85))
            return false;
        return _signs.NextIsSell();
    }

    private void TakeBest(bool isSell)
    {
        var head = Engine.HeadOf(in Engine.Side(!isSell).Best).Quantity;
        // More than a third of the trades take the whole order.
        var quantity = _random.Chance(0.35) ? head : Math.Min(head, SizeMix.TradeLots(_random) * _symbol.LotSize);
        Engine.SubmitMarket(isSell, quantity);
    }

    // Mostly one change, with a tail: a geometric count, now and then a whole ladder.
    private int ChooseChangeCount()
    {
        if (_random.Chance(0.02))
            return 1 + _random.Next(MaxChanges);
        var count = 1;
        while (count < MaxChanges && _random.Chance(0.3))
            count++;
        return count;
    }

    private void Place(bool isSell, long limitTicks)
    {
        var draw = _random.NextDouble();
        var away = draw < 0.5 ? 0 : draw < 0.75 ? 1 + _random.Next(5) : draw < 0.95 ? 6 + _random.Next(15) : 21 + _random.Next(20);
        PlaceAt(isSell, isSell ? limitTicks + away : limitTicks - away);
    }

    private void PlaceBehindWorst(bool isSell)
    {
        var worst = Engine.Side(isSell).Levels[0].Price / _symbol.TickSize;
        var away = 1 + _random.Next(3);
        PlaceAt(isSell, isSell ? worst + away : worst - away);
    }

    private void PlaceAt(bool isSell, long ticks)
    {
        // Behind the other side's best, so that a maker never trades.
        var other = Engine.Side(!isSell).Best.Price / _symbol.TickSize;
        ticks = isSell ? Math.Max(ticks, other + 1) : Math.Min(ticks, other - 1);
        var id = Engine.SubmitLimit(isSell, ticks * _symbol.TickSize, SizeMix.OrderLots(_random) * _symbol.LotSize);
        _live[isSell ? 1 : 0].Add(id);
    }

    private void Withdraw(bool isSell, long limitTicks)
    {
        var side = Engine.Side(isSell);
        var worstTicks = side.Levels[0].Price / _symbol.TickSize;
        if (Math.Abs(worstTicks - limitTicks) > FarTicks || _random.Chance(0.1))
        {
            CancelWorst(isSell);
            return;
        }

        var id = RandomLive(isSell);
        if (_random.Chance(0.05) && Engine.TryGetOrder(id, out var order) && order.Quantity > _symbol.LotSize)
            Engine.Reduce(id, order.Quantity / _symbol.LotSize / 2 * _symbol.LotSize is > 0 and var half ? half : _symbol.LotSize);
        else
            Engine.Cancel(id);
    }

    private void CancelWorst(bool isSell) => Engine.Cancel(Engine.HeadOf(in Engine.Side(isSell).At(0)).Id);

    private int OrdersOf(bool isSell)
    {
        var orders = 0;
        foreach (ref readonly var level in Engine.Side(isSell).Levels)
            orders += level.Orders;
        return orders;
    }

    // Ids of orders that are gone are dropped when they are drawn.
    private long RandomLive(bool isSell)
    {
        var live = _live[isSell ? 1 : 0];
        while (live.Count > 0)
        {
            var index = _random.Next(live.Count);
            var id = live[index];
            if (Engine.TryGetOrder(id, out _))
                return id;
            live[index] = live[^1];
            live.RemoveAt(live.Count - 1);
        }

        return Engine.HeadOf(in Engine.Side(isSell).Best).Id;
    }
}
