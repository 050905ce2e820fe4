namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>The book of an instrument at the start and at the end of every lap of the tape: one order a level. Immutable.</summary>
internal sealed class BaseBook
{
    // Distances of the levels from the best, in ticks: dense near it, with gaps further out.
    private static readonly int[] s_distanceTicks = [0, 1, 2, 3, 4, 5, 7, 9, 12, 15, 19, 24];

    private readonly Dictionary<(bool IsSell, long Price), long> _totals = [];

    public BaseBook(SimulatedSymbol symbol, FlowRandom random)
    {
        var levels = new List<BaseLevel>();
        foreach (var isSell in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var distance in s_distanceTicks)
            {
                var ticks = isSell ? symbol.MidTicks + 1 + distance : symbol.MidTicks - distance;
                levels.Add(new BaseLevel(isSell, ticks * symbol.TickSize, SizeMix.OrderLots(random) * symbol.LotSize));
            }
        }

        Levels = [.. levels];
        foreach (var level in Levels)
            _totals.Add((level.IsSell, level.Price), level.Quantity);
    }

    /// <summary>Bids from the best down, then asks from the best up.</summary>
    public IReadOnlyList<BaseLevel> Levels { get; }

    public long TotalAt(bool isSell, long price) => _totals.GetValueOrDefault((isSell, price));

    /// <summary>A matching engine with this book in it and nothing to report.</summary>
    public MatchingEngine CreateEngine()
    {
        var engine = new MatchingEngine();
        foreach (var level in Levels)
            engine.SubmitLimit(level.IsSell, level.Price, level.Quantity);
        engine.ClearReports();
        return engine;
    }

    /// <summary>Number of prices at which an engine's book differs from this one.</summary>
    public int DifferencesOf(MatchingEngine engine)
    {
        var equal = 0;
        foreach (ref readonly var level in engine.Bids.Levels)
            equal += TotalAt(false, level.Price) == level.Total ? 1 : 0;
        foreach (ref readonly var level in engine.Asks.Levels)
            equal += TotalAt(true, level.Price) == level.Total ? 1 : 0;
        var missing = 0;
        foreach (var level in Levels)
            missing += engine.Side(level.IsSell).TotalAt(level.Price) == 0 ? 1 : 0;
        return engine.Bids.Count + engine.Asks.Count - equal + missing;
    }
}
