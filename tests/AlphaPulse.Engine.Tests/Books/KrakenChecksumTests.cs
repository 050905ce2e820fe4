using AlphaPulse.Engine.Books;

namespace AlphaPulse.Engine.Tests.Books;

public sealed class KrakenChecksumTests
{
    [Fact]
    public void Of_BookOfTheVenuesDocumentation_IsItsChecksum()
    {
        // The worked example of Kraken's page: asks 0.05005 ... 0.05050, bids 0.05000 ... 0.04950 without 0.04985, each 0.00000500.
        var book = new Book(Instruments.Levels(tick: 1));
        for (var i = 0; i < 12; i++)
        {
            book.Apply(Events.Level(true, 5005 + (5 * i), 500));
            if (i != 3)
                book.Apply(Events.Level(false, 5000 - (5 * i), 500));
        }

        Assert.Equal(974947235u, KrakenChecksum.Of(book));
    }

    [Fact]
    public void Of_EmptyBook_IsTheChecksumOfNothing() => Assert.Equal(0u, KrakenChecksum.Of(new Book(Instruments.Levels())));

    [Fact]
    public void Of_OneQuantityDiffers_Differs()
    {
        var book = new Book(Instruments.Levels());
        book.Apply(Events.Level(true, 5005, 500));
        var before = KrakenChecksum.Of(book);
        book.Apply(Events.Level(true, 5005, 501));
        Assert.NotEqual(before, KrakenChecksum.Of(book));
    }
}
