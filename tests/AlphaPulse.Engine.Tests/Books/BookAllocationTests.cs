using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Tests.Books;

public sealed class BookAllocationTests
{
    private const int Orders = 2000;

    [Theory]
    [InlineData(BookKind.Levels)]
    [InlineData(BookKind.Orders)]
    public void Apply_SteadyState_AllocatesNothing(BookKind kind)
    {
        var book = new Book(kind == BookKind.Levels ? Instruments.Levels(window: 256) : Instruments.Orders(window: 256));
        var (first, second) = (new Random(7), new Random(7));
        Day(book, kind, first); // the tables grow to what a day needs
        Assert.True(book.Bids.Moves > 0 || book.Asks.Moves > 0);
        Assert.Equal(0, AllocatedBy(() => Day(book, kind, second)));
    }

    [Fact]
    public void Apply_FirstDayWhileTablesGrow_IsSeenByTheMeasurement()
    {
        var book = new Book(Instruments.Orders(window: 256));
        var random = new Random(7);
        Assert.NotEqual(0, AllocatedBy(() => Day(book, BookKind.Orders, random)));
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action.Invoke();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Day(Book book, BookKind kind, Random random)
    {
        var hash = 0L;
        for (var i = 0; i < 50_000; i++)
        {
            var isSell = (i & 1) != 0;
            var centre = 10_000 + (i / 10);
            var price = centre + (isSell ? 1 : -1) * random.Next(1, 400);
            var id = random.Next(Orders);
            var e = kind == BookKind.Levels
                ? Events.Level(isSell, price, random.Next(0, 3))
                : Events.Of((EventKind)random.Next((int)EventKind.OrderAdd, (int)EventKind.OrderReduce + 1), isSell, price, 1 + random.Next(5), id);
            book.Apply(e);
            book.EndUpdate();
            if (i % 100 == 0)
                hash += book.Hash(10, countsOrders: true) + KrakenChecksum.Of(book);
        }

        book.Clear();
        GC.KeepAlive(hash);
    }
}
