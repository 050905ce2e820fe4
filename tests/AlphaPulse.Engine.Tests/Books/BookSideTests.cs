using AlphaPulse.Engine.Books;

namespace AlphaPulse.Engine.Tests.Books;

public sealed class BookSideTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Set_BestDriftsAway_WindowFollowsAndNothingIsLost(bool isSell)
    {
        var side = new BookSide(isSell, tickSize: 5, windowTicks: 128, countsOrders: false);
        for (var step = 0; step < 5000; step++)
        {
            side.Set((step + 20) * 5, step + 1);
            side.Set((step - 20) * 5, 0);
        }

        Assert.True(side.Moves > 10, $"{side.Moves} moves");
        Assert.Equal(40, side.Count);
        var prices = new List<long>();
        foreach (var level in side.BestFirst())
        {
            Assert.Equal((level.Price / 5) - 20 + 1, level.Quantity);
            prices.Add(level.Price);
        }

        Assert.Equal(isSell ? prices.Order() : prices.OrderDescending(), prices);
        Assert.Equal(40, prices.Distinct().Count());
    }

    [Fact]
    public void Set_BestAlternatesBetweenFarPlaces_MovesStayRare()
    {
        // A hostile or broken feed must not be able to turn every event into a move of the window.
        var side = new BookSide(isSell: true, tickSize: 1, windowTicks: 4096, countsOrders: false);
        for (var price = 1_000_000; price < 1_002_000; price++)
            side.Set(price, 1);
        for (var i = 0; i < 20_000; i++)
        {
            side.Set(1, 1);
            side.Set(1, 0);
        }

        Assert.True(side.Moves <= 40_000 / 2000, $"{side.Moves} moves");
        Assert.Equal(2000, side.Count);
    }

    [Fact]
    public void Set_PricesBetweenTicks_AreLevelsOfTheirOwn()
    {
        var side = new BookSide(isSell: true, tickSize: 100, windowTicks: 64, countsOrders: false);
        side.Set(1000, 1);
        side.Set(1001, 2);
        side.Set(999, 3);
        Assert.Equal(2, side.FarCount);
        Assert.True(side.TryBest(out var price, out var quantity));
        Assert.Equal((999, 3), (price, quantity));
        side.Set(999, 0);
        side.TryBest(out price, out _);
        Assert.Equal(1000, price);
    }

    [Fact]
    public void Set_UnknownLevelToZero_ChangesNothing()
    {
        var side = new BookSide(isSell: false, tickSize: 1, windowTicks: 64, countsOrders: false);
        side.Set(10, 0);
        side.Set(10, 5);
        side.Set(11, 0);
        side.Set(1_000_000, 0);
        Assert.Equal(1, side.Count);
    }

    [Fact]
    public void Set_MoreFarLevelsThanTheBound_RefusesAndKeepsTheRest()
    {
        var side = new BookSide(isSell: true, tickSize: 1, windowTicks: 1, countsOrders: false);
        side.Set(0, 1);
        for (var i = 1; i <= BookLimits.MaxFarLevels; i++)
            Assert.True(side.Set(-i * 10L, 1)); // the best comes last, so each is appended
        Assert.False(side.Set(-10L * (BookLimits.MaxFarLevels + 1), 1));
        Assert.True(side.Set(-10L, 7));
        Assert.Equal(BookLimits.MaxFarLevels + 1, side.Count);
    }

    [Fact]
    public void Truncate_LevelsInWindowAndFar_DropsTheWorst()
    {
        var side = new BookSide(isSell: false, tickSize: 10, windowTicks: 64, countsOrders: false);
        foreach (var price in new[] { 1000, 990, 995, 5, 2000, 980 })
            side.Set(price, price);
        side.Truncate(4);
        var left = new List<long>();
        foreach (var level in side.BestFirst())
            left.Add(level.Price);
        Assert.Equal([2000, 1000, 995, 990], left);
    }

    [Fact]
    public void Clear_AfterMoves_IsEmptyAndUsable()
    {
        var side = new BookSide(isSell: true, tickSize: 1, windowTicks: 64, countsOrders: true);
        for (var i = 0; i < 1000; i++)
            side.Change(i * 7, 1, 1);
        side.Clear();
        Assert.Equal(0, side.Count);
        Assert.False(side.TryBest(out _, out _));
        side.Change(77, 4, 1);
        foreach (var level in side.BestFirst())
            Assert.Equal(new Level(77, 4, 1), level);
    }
}
