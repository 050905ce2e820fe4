using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Stages;

/// <summary>The best prices that an update says its venue has, held until the update is complete. A mutable struct.</summary>
internal struct ExpectedTop
{
    private Side _bid;
    private Side _ask;

    public readonly bool IsKnown => _bid.IsKnown || _ask.IsKnown;

    public void Expect(in MarketEvent e) => (e.IsSell ? ref _ask : ref _bid) = new Side(IsKnown: true, e.Price, e.Quantity);

    /// <summary>Whether the sides that are known are the book's.</summary>
    public readonly bool Agrees(Book book) => Agrees(_bid, book.Bids) && Agrees(_ask, book.Asks);

    private static bool Agrees(in Side expected, BookSide side)
    {
        if (!expected.IsKnown)
            return true;
        return side.TryBest(out var price, out var quantity)
            ? price == expected.Price && quantity == expected.Quantity
            : expected.Quantity == 0;
    }

    private readonly record struct Side(bool IsKnown, long Price, long Quantity);
}
