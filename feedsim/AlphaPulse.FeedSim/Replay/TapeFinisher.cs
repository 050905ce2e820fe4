using System.Numerics;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay;

/// <summary>Turns collected updates into a tape: common decimals for each instrument, its tick, its range of prices.</summary>
internal sealed class TapeFinisher
{
    // Share of level updates within 16,384 ticks of the best price: 90 to 98 % on most captures; more costs cache.
    private const int MostWindowTicks = 16384;

    private const int LeastWindowTicks = 64;

    private readonly TapeBuilder _tape;
    private readonly PriceRange[] _ranges;

    public TapeFinisher(TapeBuilder tape)
    {
        _tape = tape;
        _ranges = new PriceRange[tape.Instruments.Count];
    }

    /// <exception cref="MalformedLineException">An instrument's numbers need more than 64 bits at its decimals.</exception>
    public InstrumentDirectory Finish(string venueName)
    {
        foreach (ref readonly var e in _tape.Committed)
            FindDecimals(in e);
        var checks = 0L;
        foreach (ref var e in _tape.Committed)
        {
            if (HasAmounts(e.Kind))
                Rescale(ref e);
            // The two sides of one best bid and offer are one comparison.
            if (e.Kind is EventKind.HashCheck or EventKind.CrcCheck || (e.Kind == EventKind.TopCheck && e.IsSell))
                checks++;
        }

        Checks = checks;
        return new InstrumentDirectory(_tape.Instruments.Select(i => Describe(i, venueName)));
    }

    /// <summary>Comparisons on the finished tape.</summary>
    public long Checks { get; private set; }

    private static bool HasAmounts(EventKind kind) => kind is EventKind.Trade or EventKind.Level or EventKind.OrderAdd
        or EventKind.OrderModify or EventKind.OrderReduce or EventKind.TopCheck;

    private void FindDecimals(in MarketEvent e)
    {
        if (!HasAmounts(e.Kind))
            return;
        var (price, quantity) = TapeBuilder.Decimals(in e);
        var instrument = _tape.Instruments[(int)e.InstrumentId];
        instrument.PriceDecimals = Math.Max(instrument.PriceDecimals, price);
        instrument.QuantityDecimals = Math.Max(instrument.QuantityDecimals, quantity);
    }

    private void Rescale(ref MarketEvent e)
    {
        var instrument = _tape.Instruments[(int)e.InstrumentId];
        var (price, quantity) = TapeBuilder.Decimals(in e);
        if (!DecimalText.TryRescale(e.Price, price, instrument.PriceDecimals, out e.Price)
            || !DecimalText.TryRescale(e.Quantity, quantity, instrument.QuantityDecimals, out e.Quantity))
        {
            throw new MalformedLineException($"{instrument.Symbol}: prices with {instrument.PriceDecimals} or quantities with " +
                $"{instrument.QuantityDecimals} decimals do not fit into 64 bits");
        }

        e.PublishDelayNs = 0;
        ref var range = ref _ranges[e.InstrumentId];
        if (e.Kind == EventKind.Trade)
            range.TradeTick = GreatestCommonDivisor(range.TradeTick, e.Price);
        else if (e.Kind != EventKind.TopCheck && e.Price != 0)
            range.AddBookPrice(e.Price);
    }

    private Instrument Describe(TapeInstrument instrument, string venueName)
    {
        ref readonly var range = ref _ranges[instrument.Index];
        // A book holds only prices of resting orders: hidden and midpoint executions print between ticks.
        var tick = range.BookTick > 0 ? range.BookTick : Math.Max(1, range.TradeTick);
        return new Instrument
        {
            Id = (uint)instrument.Index,
            Venue = 0,
            VenueName = venueName,
            Symbol = instrument.Symbol,
            PriceDecimals = instrument.PriceDecimals,
            QuantityDecimals = instrument.QuantityDecimals,
            TickSize = tick,
            BookKind = instrument.BookKind,
            BookDepth = instrument.BookDepth,
            WindowTicks = WindowTicks(range, tick),
        };
    }

    private static int WindowTicks(in PriceRange range, long tick)
    {
        var ticks = range.BookTick == 0 ? 1 : ((Int128)range.HighPrice - range.LowPrice) / tick + 1;
        return (int)BitOperations.RoundUpToPowerOf2((uint)Int128.Clamp(ticks, LeastWindowTicks, MostWindowTicks));
    }

    private static long GreatestCommonDivisor(long divisor, long price)
    {
        var rest = Math.Abs(price);
        if (divisor != 0 && rest % divisor == 0)
            return divisor;
        while (rest != 0)
            (divisor, rest) = (rest, divisor % rest);
        return divisor;
    }

    private struct PriceRange
    {
        public long BookTick;
        public long TradeTick;
        public long LowPrice;
        public long HighPrice;

        public void AddBookPrice(long price)
        {
            var isFirst = BookTick == 0;
            BookTick = GreatestCommonDivisor(BookTick, price);
            LowPrice = isFirst ? price : Math.Min(LowPrice, price);
            HighPrice = isFirst ? price : Math.Max(HighPrice, price);
        }
    }
}
