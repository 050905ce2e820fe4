using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Tests.Exchanges;

/// <summary>The tape has the marks of a market: see reference C.1. Bands are wide; the point is that nothing is uniform, frozen or run away.</summary>
public class MarketRealismTests
{
    private readonly List<long> _spreadTicks = [];
    private readonly List<int> _levels = [];
    private readonly List<long> _midTicks = [];
    private readonly List<int> _signs = [];
    private readonly List<long> _tradeLots = [];
    private readonly List<int> _changes = [];

    [Theory]
    [InlineData(10_000, 5_000)]
    [InlineData(100_000, 5_000)]
    [InlineData(5_000, 50_000)]
    [InlineData(10_000, 0)]
    public void Tape_OfTheFirstSymbol_LooksLikeAMarket(long trades, long bookUpdates)
    {
        Play(trades, bookUpdates);
        var moved = _midTicks.Max() - _midTicks.Min();
        var largest = _tradeLots.Order().TakeLast(_tradeLots.Count / 100).Average();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"spread {_spreadTicks.Average():0.00} (1 tick {Share(_spreadTicks, s => s == 1):0.00}), levels {_levels.Average():0.0} (least {_levels.Min()}, most {_levels.Max()}), moved {moved} half ticks, "
            + $"sign autocorrelation {Autocorrelation(1):0.00} {Autocorrelation(10):0.00} {Autocorrelation(100):0.00}, trade lots median {Median(_tradeLots)}, top 1 % {largest:0}, changes {(_changes.Count == 0 ? 0 : _changes.Average()):0.00}");
        Assert.InRange(_spreadTicks.Average(), 1, 4);
        Assert.True(_levels.Min() >= 3);
        Assert.InRange(_levels.Average(), 5, 40);
        Assert.InRange(moved, 8, 2 * InstrumentFlow.ReachTicks);
        Assert.InRange(Autocorrelation(1), 0.1, 0.9);
        Assert.InRange(Autocorrelation(1), Autocorrelation(100), 1);
        Assert.True(largest > 4 * Median(_tradeLots));
    }

    private static double Share<T>(List<T> values, Func<T, bool> condition) => (double)values.Count(condition) / values.Count;

    private static long Median(List<long> values) => values.Order().ElementAt(values.Count / 2);

    private double Autocorrelation(int lag)
    {
        var mean = _signs.Average();
        var variance = _signs.Average(s => (s - mean) * (s - mean));
        return Enumerable.Range(0, _signs.Count - lag).Average(i => (_signs[i] - mean) * (_signs[i + lag] - mean)) / variance;
    }

    private void Play(long trades, long bookUpdates)
    {
        var symbol = SimulatedSymbol.At(0);
        var tape = new VenueTapeBuilder(0, 4, 5).Build(UpdateProportion.Of(trades, bookUpdates), 16_384, (_, s, engine) =>
        {
            if (s != 0)
                return;
            _spreadTicks.Add((engine.Asks.Best.Price - engine.Bids.Best.Price) / symbol.TickSize);
            _levels.Add(engine.Bids.Count);
            _levels.Add(engine.Asks.Count);
            _midTicks.Add((engine.Asks.Best.Price + engine.Bids.Best.Price) / symbol.TickSize);
        });
        foreach (var record in tape.Records.Where(r => r.Symbol == 0))
        {
            if (record.Kind == EventKind.Trade)
            {
                _signs.Add((record.Flags & EventFlags.Sell) != 0 ? -1 : 1);
                _tradeLots.Add(record.Quantity / symbol.LotSize);
            }
            else if (record.UpdateEvents > 0)
            {
                _changes.Add(record.UpdateEvents);
            }
        }
    }
}
