using AlphaPulse.MarketData;
using FsCheck;
using FsCheck.Fluent;

namespace AlphaPulse.Engine.Tests.Books;

/// <summary>A generated instrument and the events of its feed.</summary>
internal sealed record BookScenario(Instrument Instrument, MarketEvent[] Events)
{
    // Few ids, so that adds collide and reduces hit; extremes of 64 bits among them.
    private static readonly long[] s_ids = [0, -1, long.MinValue, long.MaxValue, .. Enumerable.Range(1, 40).Select(i => (long)i), .. Enumerable.Range(1, 10).Select(i => (long)i << 48)];

    private static readonly long[] s_extremes =
        [long.MinValue, long.MinValue + 1, -(1L << 62), 1 - (1L << 62), -1, 0, 1, (1L << 61) + 7, (1L << 62) - 1, 1L << 62, long.MaxValue];

    public override string ToString() =>
        $"tick {Instrument.TickSize}, window {Instrument.WindowTicks}, {Instrument.BookKind}, depth {Instrument.BookDepth}\n"
        + string.Join('\n', Events.Select(e => $"{e.Kind} {(e.IsSell ? "sell" : "buy")} id {e.Id} price {e.Price} quantity {e.Quantity} {e.Flags}"));

    /// <summary>Prices wander around a drifting centre, so that windows have to move; some are far, off the grid or absurd.</summary>
    public static Arbitrary<BookScenario> Arbitrary(BookKind kind, EventKind[] kinds)
    {
        var instruments =
            from tick in Gen.Elements(1L, 2L, 5L, 100L, 1_000_003L, 1L << 40, long.MaxValue)
            from window in Gen.Elements(1, 2, 64, 128, 4096, 8192)
            from depth in Gen.Elements(0, 0, 0, 3, 25)
            select Make(kind, tick, window, depth);
        var scenarios =
            from instrument in instruments
            from start in Gen.Choose(-1000, 100_000)
            from drift in Gen.Choose(-20, 20)
            from width in Gen.Elements(3, 40, 3000)
            from count in Gen.Choose(1, 600)
            from raw in Gen.ListOf(EventGen(kinds, width), count)
            select new BookScenario(instrument, Wander(raw, instrument.TickSize, start, drift));
        return Arb.From(scenarios, Shrink);
    }

    private static Instrument Make(BookKind kind, long tick, int window, int depth) => new()
    {
        Id = 0,
        Venue = 0,
        VenueName = "venue",
        Symbol = "A",
        PriceDecimals = 2,
        QuantityDecimals = 0,
        TickSize = tick,
        BookKind = kind,
        WindowTicks = window,
        BookDepth = depth,
    };

    // Price here: distance from the centre in ticks in Price, the way it is bent in VenueTimeNs.
    private static Gen<MarketEvent> EventGen(EventKind[] kinds, int width) =>
        from kind in Gen.Frequency((200, Gen.Elements(kinds)), (1, Gen.Elements(EventKind.Clear, EventKind.SnapshotBegin)), (4, Gen.Choose(0, 255).Select(k => (EventKind)k)))
        from isSell in Gen.Elements(true, false)
        from distance in Gen.Choose(-width, width)
        from bend in Gen.Frequency((90, Gen.Constant(0)), (4, Gen.Constant(1)), (4, Gen.Constant(2)), (2, Gen.Constant(3)))
        from extreme in Gen.Elements(s_extremes)
        from quantity in Gen.Frequency((60, Gen.Choose(1, 50).Select(q => (long)q)), (30, Gen.Constant(0L)), (2, Gen.Elements(s_extremes)))
        from id in Gen.Elements(s_ids)
        from last in Gen.Elements(true, false)
        select new MarketEvent
        {
            Kind = kind,
            Flags = (isSell ? EventFlags.Sell : 0) | (last ? EventFlags.LastOfUpdate : 0),
            Price = bend == 3 ? extreme : distance,
            VenueTimeNs = bend,
            Quantity = quantity,
            Id = id,
        };

    private static MarketEvent[] Wander(IEnumerable<MarketEvent> raw, long tick, int start, int drift)
    {
        long centre = start;
        var events = raw.ToArray();
        foreach (ref var e in events.AsSpan())
        {
            centre += drift;
            e.Price = e.VenueTimeNs switch
            {
                0 => unchecked((centre + e.Price) * tick),
                1 => unchecked(((centre + e.Price) * tick) + 1),
                2 => unchecked(e.Price * 100_000 * tick),
                _ => e.Price,
            };
        }

        return events;
    }

    private static IEnumerable<BookScenario> Shrink(BookScenario scenario)
    {
        var n = scenario.Events.Length;
        for (var size = n / 2; size > 0; size /= 2)
        {
            for (var from = 0; from + size <= n; from += size)
                yield return scenario with { Events = [.. scenario.Events[..from], .. scenario.Events[(from + size)..]] };
        }
    }
}
