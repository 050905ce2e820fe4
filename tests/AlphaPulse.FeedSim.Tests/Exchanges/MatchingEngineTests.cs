using AlphaPulse.FeedSim.Exchanges;

namespace AlphaPulse.FeedSim.Tests.Exchanges;

public class MatchingEngineTests
{
    [Fact]
    public void AnyOrders_ComparedWithTheSlowModel_SameFillsInSameOrder() =>
        SeededProperty.Check(EngineCommand.Sequences, commands =>
        {
            var (engine, model) = Run(commands);
            var fills = engine.Reports.Where(r => r.Kind == EngineReportKind.Fill).Select(r => (r.MakerId, r.TakerId, r.Price, r.Quantity));
            return fills.SequenceEqual(model.Fills);
        });

    [Fact]
    public void AnyOrders_ComparedWithTheSlowModel_SameLevels() =>
        SeededProperty.Check(EngineCommand.Sequences, commands =>
        {
            var (engine, model) = Run(commands);
            return Levels(engine).SequenceEqual(model.Levels());
        });

    [Fact]
    public void AnyOrders_LevelsRebuiltFromReports_EqualTheBook() =>
        SeededProperty.Check(EngineCommand.Sequences, commands =>
        {
            var (engine, _) = Run(commands);
            var rebuilt = new Dictionary<(bool, long), long>();
            foreach (var report in engine.Reports.Where(r => r.Kind == EngineReportKind.Level))
                rebuilt[(report.IsSell, report.Price)] = report.Quantity;
            return rebuilt.Where(l => l.Value != 0).Select(l => (l.Key.Item1, l.Key.Item2, l.Value)).Order().SequenceEqual(Levels(engine));
        });

    [Fact]
    public void AnyOrders_AfterEachOne_NeverCrossed() =>
        SeededProperty.Check(EngineCommand.Sequences, commands =>
        {
            var engine = new MatchingEngine();
            return commands.All(command =>
            {
                Apply(engine, command);
                return engine.Bids.Count == 0 || engine.Asks.Count == 0 || engine.Bids.Best.Price < engine.Asks.Best.Price;
            });
        });

    [Fact]
    public void AnyLimitOrders_QuantityIn_EqualsRestingPlusTwiceTraded() =>
        SeededProperty.Check(EngineCommand.Sequences, commands =>
        {
            var engine = new MatchingEngine();
            var limits = commands.Where(c => c.Kind == EngineCommandKind.Limit).ToArray();
            foreach (var command in limits)
                Apply(engine, command);
            var traded = engine.Reports.Where(r => r.Kind == EngineReportKind.Fill).Sum(r => r.Quantity);
            return limits.Sum(c => c.Quantity) == Levels(engine).Sum(l => l.Total) + 2 * traded;
        });

    [Fact]
    public void AnyOrders_ComparedWithAModelOfReversedTimePriority_AreToldApart() =>
        Assert.ThrowsAny<Exception>(() => SeededProperty.Check(EngineCommand.Sequences, commands =>
        {
            var (engine, model) = Run(commands, newestFirst: true);
            var fills = engine.Reports.Where(r => r.Kind == EngineReportKind.Fill).Select(r => (r.MakerId, r.TakerId, r.Price, r.Quantity));
            return fills.SequenceEqual(model.Fills);
        }));

    [Fact]
    public void SubmitLimit_ThatSweepsTwoLevels_ReportsEachFillBeforeItsLevel()
    {
        var (engine, _) = Run([Limit(true, 100, 5), Limit(true, 101, 5)]);
        engine.ClearReports();
        engine.SubmitLimit(false, 101, 8);
        Assert.Equal(
            [
                new(EngineReportKind.Fill, false, 100, 5, 1, 3), new(EngineReportKind.Level, true, 100, 0, 0, 0),
                new(EngineReportKind.Fill, false, 101, 3, 2, 3), new(EngineReportKind.Level, true, 101, 2, 0, 0),
            ],
            engine.Reports);
    }

    [Fact]
    public void Reduce_OfAnOrderAtTheHead_KeepsItsPlace()
    {
        var (engine, _) = Run([Limit(true, 100, 5), Limit(true, 100, 5)]);
        Assert.True(engine.Reduce(1, 4));
        engine.ClearReports();
        engine.SubmitMarket(false, 2);
        Assert.Equal([1L, 2L], engine.Reports.Where(r => r.Kind == EngineReportKind.Fill).Select(r => r.MakerId));
    }

    private static EngineCommand Limit(bool isSell, long price, long quantity) => new(EngineCommandKind.Limit, isSell, price, quantity, 0);

    private static (MatchingEngine Engine, SlowEngine Model) Run(IEnumerable<EngineCommand> commands, bool newestFirst = false)
    {
        var engine = new MatchingEngine();
        var model = new SlowEngine { NewestFirst = newestFirst };
        foreach (var command in commands)
        {
            Apply(engine, command);
            model.Apply(command);
        }

        return (engine, model);
    }

    private static void Apply(MatchingEngine engine, EngineCommand command)
    {
        _ = command.Kind switch
        {
            EngineCommandKind.Limit => engine.SubmitLimit(command.IsSell, command.Price, command.Quantity),
            EngineCommandKind.Market => engine.SubmitMarket(command.IsSell, command.Quantity),
            EngineCommandKind.Cancel => engine.Cancel(command.Target) ? 1 : 0,
            _ => engine.Reduce(command.Target, command.Quantity) ? 1 : 0,
        };
    }

    private static (bool IsSell, long Price, long Total)[] Levels(MatchingEngine engine) =>
    [
        .. engine.Bids.Levels.ToArray().Select(l => (false, l.Price, l.Total))
            .Concat(engine.Asks.Levels.ToArray().Select(l => (true, l.Price, l.Total)))
            .Order(),
    ];
}
