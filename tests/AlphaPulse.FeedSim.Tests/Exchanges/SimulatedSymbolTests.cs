using AlphaPulse.FeedSim.Exchanges;

namespace AlphaPulse.FeedSim.Tests.Exchanges;

public class SimulatedSymbolTests
{
    private static readonly SimulatedSymbol[] s_all = [.. Enumerable.Range(0, SimulatedSymbol.MaxSymbols).Select(SimulatedSymbol.At)];

    [Fact]
    public void At_AllIndices_GivesDistinctNames() =>
        Assert.Equal(s_all.Length, s_all.Select(s => s.Name).Distinct().Count());

    [Fact]
    public void At_AllIndices_GivesPricesFarEnoughFromZero() =>
        Assert.All(s_all, s => Assert.True(s.MidTicks > 2 * InstrumentFlow.ReachTicks, s.Name));

    [Fact]
    public void At_FirstTen_GivesDistinctPriceLevels() =>
        Assert.Equal(10, s_all.Take(10).Select(s => s.MidTicks * s.TickSize).Distinct().Count());

    [Fact]
    public void Directory_OfTenVenues_NumbersInstrumentsByVenue()
    {
        var directory = SimulatedVenues.Directory(10, 500);
        Assert.Equal(5_000, directory.Count);
        Assert.Equal("venue-10", directory[SimulatedVenues.InstrumentId(9, 0, 500)].VenueName);
    }
}
