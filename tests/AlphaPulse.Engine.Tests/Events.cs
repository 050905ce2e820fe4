using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Tests;

/// <summary>Short forms of events; each is a whole update unless told otherwise.</summary>
internal static class Events
{
    public static MarketEvent Of(EventKind kind, bool isSell = false, long price = 0, long quantity = 0, long id = 0, bool last = true, EventFlags flags = 0) => new()
    {
        Kind = kind,
        Price = price,
        Quantity = quantity,
        Id = id,
        Flags = flags | (isSell ? EventFlags.Sell : 0) | (last ? EventFlags.LastOfUpdate : 0),
    };

    public static MarketEvent Level(bool isSell, long price, long quantity, bool last = true) => Of(EventKind.Level, isSell, price, quantity, last: last);

    public static MarketEvent Add(long id, bool isSell, long price, long quantity) => Of(EventKind.OrderAdd, isSell, price, quantity, id);

    public static MarketEvent Reduce(long id, bool isSell, long price, long quantity) => Of(EventKind.OrderReduce, isSell, price, quantity, id);

    public static MarketEvent Modify(long id, bool isSell, long price, long quantity) => Of(EventKind.OrderModify, isSell, price, quantity, id);
}
