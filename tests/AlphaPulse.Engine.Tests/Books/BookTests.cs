using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Tests.Books;

public sealed class BookTests
{
    [Theory]
    [InlineData(EventKind.None)]
    [InlineData((EventKind)13)]
    [InlineData((EventKind)255)]
    public void Apply_UnknownKind_IsInvalid(EventKind kind)
    {
        var book = new Book(Instruments.Levels());
        Assert.Equal(ApplyResult.Invalid, book.Apply(Events.Of(kind, price: 5, quantity: 5)));
        Assert.Equal(0, book.Bids.Count);
    }

    [Theory]
    [InlineData(long.MinValue, 1)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1L << 62, 1)]
    [InlineData(-(1L << 62), 1)]
    [InlineData(100, -1)]
    [InlineData(100, long.MinValue)]
    [InlineData(100, long.MaxValue)]
    [InlineData(100, 1L << 62)]
    public void Apply_PriceOrQuantityOutOfRange_IsInvalidForEveryKind(long price, long quantity)
    {
        var levels = new Book(Instruments.Levels());
        Assert.Equal(ApplyResult.Invalid, levels.Apply(Events.Level(true, price, quantity)));
        var orders = new Book(Instruments.Orders());
        orders.Apply(Events.Add(1, false, 50, 5));
        foreach (var kind in new[] { EventKind.Level, EventKind.OrderAdd, EventKind.OrderModify, EventKind.OrderReduce })
        {
            Assert.Equal(ApplyResult.Invalid, orders.Apply(Events.Of(kind, false, price, quantity, id: kind == EventKind.OrderAdd ? 2 : 1)));
            Assert.Equal(1, orders.Bids.Count);
            Assert.Equal(0, orders.Asks.Count);
        }
    }

    [Fact]
    public void Apply_NegativeAndZeroPrices_AreOrdinaryPrices()
    {
        var book = new Book(Instruments.Levels(tick: 5));
        book.Apply(Events.Level(false, -10, 1));
        book.Apply(Events.Level(false, -5, 2));
        book.Apply(Events.Level(true, 0, 3));
        book.Bids.TryBest(out var bid, out _);
        book.Asks.TryBest(out var ask, out _);
        Assert.Equal((-5, 0), (bid, ask));
        Assert.False(book.IsCrossed);
    }

    [Fact]
    public void Apply_LevelTotalWouldOverflow_IsInvalidAndUnchanged()
    {
        var book = new Book(Instruments.Orders());
        Assert.Equal(ApplyResult.Applied, book.Apply(Events.Add(1, true, 10, BookLimits.MaxQuantity)));
        Assert.Equal(ApplyResult.Invalid, book.Apply(Events.Add(2, true, 10, 1)));
        Assert.Equal(1, book.OrderCount);
        book.Asks.TryBest(out _, out var quantity);
        Assert.Equal(BookLimits.MaxQuantity, quantity);
    }

    [Fact]
    public void Apply_OrderEventsOnABookByLevel_AreInvalid()
    {
        var book = new Book(Instruments.Levels());
        Assert.Equal(ApplyResult.Invalid, book.Apply(Events.Add(1, true, 10, 1)));
        Assert.Equal(ApplyResult.Invalid, book.Apply(Events.Modify(1, true, 10, 1)));
        Assert.Equal(ApplyResult.Invalid, book.Apply(Events.Reduce(1, true, 10, 1)));
    }

    [Fact]
    public void Apply_ReduceOfUnknownOrder_ReducesTheLevelOfTheEvent()
    {
        var book = new Book(Instruments.Orders());
        book.Apply(Events.Level(true, 100, 70));
        book.Apply(Events.Add(1, true, 100, 5));
        Assert.Equal(ApplyResult.UnknownOrder, book.Apply(Events.Reduce(99, true, 100, 30)));
        Assert.Equal(new Level(100, 45, 1), Single(book.Asks));
        Assert.Equal(ApplyResult.UnknownOrder, book.Apply(Events.Reduce(99, true, 100, 1000)));
        Assert.Equal(0, book.Asks.Count);
        Assert.Equal(ApplyResult.Applied, book.Apply(Events.Reduce(1, true, 100, 5)));
        Assert.Equal(0, book.Asks.Count);
    }

    [Fact]
    public void Apply_SecondAddOfAnId_IsInvalidAndIgnored()
    {
        var book = new Book(Instruments.Orders());
        book.Apply(Events.Add(1, true, 100, 5));
        Assert.Equal(ApplyResult.Invalid, book.Apply(Events.Add(1, true, 101, 6)));
        Assert.Equal(new Level(100, 5, 1), Single(book.Asks));
    }

    [Fact]
    public void Apply_ModifyToOtherPrice_MovesQuantityAndCount()
    {
        var book = new Book(Instruments.Orders());
        book.Apply(Events.Add(1, false, 100, 5));
        book.Apply(Events.Add(2, false, 100, 6));
        book.Apply(Events.Modify(2, false, 99, 8));
        Assert.Equal([new Level(100, 5, 1), new Level(99, 8, 1)], All(book.Bids));
        book.Apply(Events.Reduce(2, false, 0, 3));
        Assert.Equal(new Level(99, 5, 1), All(book.Bids)[1]);
    }

    [Fact]
    public void Apply_MoreOrdersThanTheBound_RefusesAndKeepsTheLevelsRight()
    {
        var book = new Book(Instruments.Orders(window: 64));
        for (var id = 0; id < BookLimits.MaxOrders; id++)
            book.Apply(Events.Add(id, false, 100, 1));
        Assert.Equal(ApplyResult.Invalid, book.Apply(Events.Add(-1, false, 100, 1)));
        Assert.Equal(ApplyResult.Invalid, book.Apply(Events.Modify(-1, false, 100, 1)));
        Assert.Equal(new Level(100, BookLimits.MaxOrders, BookLimits.MaxOrders), Single(book.Bids));
        for (var id = 0; id < BookLimits.MaxOrders; id++)
            Assert.Equal(ApplyResult.Applied, book.Apply(Events.Reduce(id, false, 100, 1)));
        Assert.Equal(0, book.OrderCount);
        Assert.Equal(0, book.Bids.Count);
    }

    [Fact]
    public void IsCrossed_BidMeetsAsk_IsTrueUntilOneLeaves()
    {
        var book = new Book(Instruments.Levels());
        book.Apply(Events.Level(false, 100, 1));
        Assert.False(book.IsCrossed);
        book.Apply(Events.Level(true, 100, 1));
        Assert.True(book.IsCrossed);
        book.Apply(Events.Level(false, 100, 0));
        Assert.False(book.IsCrossed);
    }

    [Fact]
    public void Apply_SnapshotBegin_EmptiesTheBook()
    {
        var book = new Book(Instruments.Orders());
        book.Apply(Events.Add(1, false, 100, 5));
        book.Apply(Events.Of(EventKind.SnapshotBegin));
        Assert.Equal((0, 0), (book.OrderCount, book.Bids.Count));
        Assert.Equal(ApplyResult.Applied, book.Apply(Events.Add(1, false, 100, 5)));
    }

    private static Level Single(BookSide side) => Assert.Single(All(side));

    private static List<Level> All(BookSide side)
    {
        var levels = new List<Level>();
        foreach (var level in side.BestFirst())
            levels.Add(level);
        return levels;
    }
}
