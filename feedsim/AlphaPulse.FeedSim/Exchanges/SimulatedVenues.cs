using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>Names and instruments of the simulated venues.</summary>
internal static class SimulatedVenues
{
    /// <summary>Array window that a rebuilt book needs: prices stay within <see cref="InstrumentFlow.ReachTicks"/> of the middle.</summary>
    private const int WindowTicks = 256;

    /// <summary>Most venues of a run.</summary>
    public const int MaxVenues = 64;

    public static string NameOf(int venue) => $"venue-{venue + 1:00}";

    /// <summary>Id of a venue's symbol in the run's directory.</summary>
    public static uint InstrumentId(int venue, int symbol, int symbolCount) => (uint)(venue * symbolCount + symbol);

    public static InstrumentDirectory Directory(int venues, int symbolCount) => new(
        from venue in Enumerable.Range(0, venues)
        from symbol in Enumerable.Range(0, symbolCount)
        select Describe(venue, symbol, symbolCount));

    private static Instrument Describe(int venue, int symbol, int symbolCount)
    {
        var simulated = SimulatedSymbol.At(symbol);
        return new Instrument
        {
            Id = InstrumentId(venue, symbol, symbolCount),
            Venue = (ushort)venue,
            VenueName = NameOf(venue),
            Symbol = simulated.Name,
            PriceDecimals = simulated.PriceDecimals,
            QuantityDecimals = simulated.QuantityDecimals,
            TickSize = simulated.TickSize,
            WindowTicks = WindowTicks,
        };
    }
}
