namespace AlphaPulse.FeedSim.Tests.Exchanges;

/// <summary>Price-time priority written the obvious way: one list, sorted anew for each match.</summary>
internal sealed class SlowEngine
{
    private long _lastId;

    /// <summary>Plants the fault that the comparison must find: the youngest order of a price goes first.</summary>
    public bool NewestFirst { get; init; }

    public List<SlowOrder> Orders { get; } = [];

    public List<(long Maker, long Taker, long Price, long Quantity)> Fills { get; } = [];

    public void Apply(EngineCommand command)
    {
        switch (command.Kind)
        {
            case EngineCommandKind.Limit:
                Submit(command.IsSell, command.Price, command.Quantity);
                break;
            case EngineCommandKind.Market:
                Submit(command.IsSell, null, command.Quantity);
                break;
            case EngineCommandKind.Cancel:
                Orders.RemoveAll(o => o.Id == command.Target);
                break;
            default:
                if (Orders.Find(o => o.Id == command.Target) is { } order && (order.Quantity -= command.Quantity) <= 0)
                    Orders.Remove(order);
                break;
        }
    }

    public (bool IsSell, long Price, long Total)[] Levels() =>
        [.. Orders.GroupBy(o => (o.IsSell, o.Price)).Select(g => (g.Key.IsSell, g.Key.Price, g.Sum(o => o.Quantity))).Order()];

    private void Submit(bool isSell, long? limit, long quantity)
    {
        var id = ++_lastId;
        while (quantity > 0)
        {
            var maker = Orders
                .Where(o => o.IsSell != isSell && (limit is null || (isSell ? o.Price >= limit : o.Price <= limit)))
                .OrderBy(o => isSell ? -o.Price : o.Price).ThenBy(o => NewestFirst ? -o.Id : o.Id)
                .FirstOrDefault();
            if (maker is null)
                break;
            var traded = Math.Min(quantity, maker.Quantity);
            Fills.Add((maker.Id, id, maker.Price, traded));
            quantity -= traded;
            if ((maker.Quantity -= traded) == 0)
                Orders.Remove(maker);
        }

        if (quantity > 0 && limit is not null)
            Orders.Add(new SlowOrder { Id = id, IsSell = isSell, Price = limit.Value, Quantity = quantity });
    }
}
