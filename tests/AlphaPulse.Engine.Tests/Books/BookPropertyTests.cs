using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;
using FsCheck;
using FsCheck.Fluent;

namespace AlphaPulse.Engine.Tests.Books;

public sealed class BookPropertyTests(ITestOutputHelper output)
{
    private static readonly EventKind[] s_levelKinds = [EventKind.Level];
    private static readonly EventKind[] s_orderKinds = [EventKind.OrderAdd, EventKind.OrderAdd, EventKind.OrderReduce, EventKind.OrderModify];
    private static readonly EventKind[] s_mixedKinds = [EventKind.OrderAdd, EventKind.OrderReduce, EventKind.OrderModify, EventKind.Level, EventKind.Trade];

    [Fact]
    public void Apply_AnyLevelEvents_EqualsModel() => Check(BookKind.Levels, s_levelKinds);

    [Fact]
    public void Apply_AnyOrderEvents_EqualsModel() => Check(BookKind.Orders, s_orderKinds);

    [Fact]
    public void Apply_OrdersMixedWithLevelTotals_EqualsModel() => Check(BookKind.Orders, s_mixedKinds);

    [Fact]
    public void Apply_OneLostEvent_IsSeenByTheComparison()
    {
        // The control: the same comparison must fail when the book misses an event.
        var scenario = new BookScenario(
            Instruments.Levels(tick: 1, window: 64),
            [Events.Level(false, 100, 5), Events.Level(true, 101, 7), Events.Level(false, 100, 6)]);
        Assert.NotNull(Difference(scenario, skip: 2));
        Assert.Null(Difference(scenario, skip: -1));
    }

    private void Check(BookKind kind, EventKind[] kinds)
    {
        var seed = Environment.GetEnvironmentVariable("ALPHAPULSE_SEED") is { } text ? ulong.Parse(text) : (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed} (ALPHAPULSE_SEED repeats it)");
        var config = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(seed, 0x9E3779B97F4A7C15);
        Prop.ForAll(BookScenario.Arbitrary(kind, kinds), scenario => Difference(scenario, skip: -1) is { } d ? false.Label(d) : true.Label("equal")).Check(config);
    }

    private static string? Difference(BookScenario scenario, int skip)
    {
        var book = new Book(scenario.Instrument);
        var model = new BookModel(scenario.Instrument.BookDepth);
        for (var i = 0; i < scenario.Events.Length; i++)
        {
            ref readonly var e = ref scenario.Events[i];
            model.Apply(e, scenario.Instrument.BookKind);
            if (i != skip)
                book.Apply(e);
            if (e.IsLastOfUpdate)
            {
                model.EndUpdate();
                book.EndUpdate();
            }

            if (Compare(book, model) is { } difference)
                return $"after event {i}: {difference}";
        }

        return null;
    }

    private static string? Compare(Book book, BookModel model)
    {
        if (book.OrderCount != model.OrderCount)
            return $"{book.OrderCount} orders, expected {model.OrderCount}";
        if (CompareSide(book.Bids, model.Bids) is { } bids)
            return "bids: " + bids;
        if (CompareSide(book.Asks, model.Asks) is { } asks)
            return "asks: " + asks;
        var crossed = model.Bids.Count > 0 && model.Asks.Count > 0 && model.Bids.First().Key >= model.Asks.First().Key;
        if (book.IsCrossed != crossed)
            return $"crossed {book.IsCrossed}, expected {crossed}";
        foreach (var levels in new[] { 0, 1, 10 })
        {
            if (book.Hash(levels, countsOrders: false) != model.Hash(levels, false) || book.Hash(levels, countsOrders: true) != model.Hash(levels, true))
                return $"hash over {levels} levels";
        }

        return null;
    }

    private static string? CompareSide(BookSide side, SortedDictionary<long, (long Quantity, int Orders)> model)
    {
        if (side.Count != model.Count)
            return $"{side.Count} levels, expected {model.Count}";
        if (side.TryBest(out var price, out var quantity) != model.Count > 0)
            return "emptiness";
        if (model.Count > 0 && (price, quantity) != (model.First().Key, model.First().Value.Quantity))
            return $"best {price} x {quantity}";
        using var expected = model.GetEnumerator();
        foreach (var level in side.BestFirst())
        {
            if (!expected.MoveNext())
                return "too many levels enumerated";
            var (modelPrice, modelLevel) = expected.Current;
            if (level != new Level(modelPrice, modelLevel.Quantity, modelLevel.Orders))
                return $"{level}, expected {modelPrice} x {modelLevel}";
        }

        return expected.MoveNext() ? "too few levels enumerated" : null;
    }
}
