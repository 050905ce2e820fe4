using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Tests;

internal static class Instruments
{
    public static Instrument Levels(long tick = 1, int window = 1024, int depth = 0, uint id = 0, ushort venue = 0) => new()
    {
        Id = id,
        Venue = venue,
        VenueName = "venue" + venue,
        Symbol = "SYM" + id,
        PriceDecimals = 2,
        QuantityDecimals = 0,
        TickSize = tick,
        WindowTicks = window,
        BookDepth = depth,
    };

    public static Instrument Orders(long tick = 1, int window = 1024, uint id = 0, ushort venue = 0) =>
        Levels(tick, window, 0, id, venue) with { BookKind = BookKind.Orders };
}
