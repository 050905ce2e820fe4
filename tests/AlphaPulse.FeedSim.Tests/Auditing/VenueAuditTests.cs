using AlphaPulse.FeedSim.Auditing;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Tests.Auditing;

public class VenueAuditTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20_260_704)]
    public void Run_OfSeveralLaps_FindsNothing(long seed)
    {
        var result = Audit(seed, e => e);
        Assert.True(result.IsClean);
        Assert.Equal(20_000, result.Updates);
        Assert.Equal(5, result.Books);
        Assert.True(result.HashChecks > 0);
    }

    [Fact]
    public void Run_WithOneQuantityChangedOnTheWay_FindsTheBook()
    {
        var levels = 0;
        var result = Audit(1, e =>
        {
            if (e.Kind == EventKind.Level && ++levels == 5_000)
                e.Quantity++;
            return e;
        });
        Assert.Equal(1, result.Mismatched);
    }

    [Fact]
    public void Run_WithARemovedLevelLost_FindsTheBook()
    {
        var lost = false;
        var result = Audit(1, e =>
        {
            if (!lost && e is { Kind: EventKind.Level, Quantity: 0 })
            {
                lost = true;
                e.Kind = EventKind.None;
            }

            return e;
        });
        Assert.Equal(1, result.Mismatched);
    }

    [Fact]
    public void Run_WithAHashThatIsWrong_FindsTheBook()
    {
        var result = Audit(1, e =>
        {
            if (e.Kind == EventKind.HashCheck)
                e.Id++;
            return e;
        });
        Assert.Equal(result.Books, result.Mismatched);
    }

    [Fact]
    public void Run_WithBidsShownAsAsks_FindsCrossedBooks()
    {
        var result = Audit(1, e =>
        {
            if (e.Kind == EventKind.Level)
                e.Flags ^= EventFlags.Sell;
            return e;
        });
        Assert.Equal(result.Books, result.Crossed);
    }

    [Fact]
    public void Run_WithATradeAtAnotherPrice_CountsIt()
    {
        var trades = 0;
        var result = Audit(1, e =>
        {
            if (e.Kind == EventKind.Trade && ++trades == 100)
                e.Price++;
            return e;
        });
        Assert.Equal(1, result.TradesOffBook);
    }

    private static AuditResult Audit(long seed, Func<MarketEvent, MarketEvent> onTheWay) =>
        new VenueAudit(1, 64, 5, seed, 10_000, 5_000) { OnTheWay = onTheWay }.Run(20_000);
}
