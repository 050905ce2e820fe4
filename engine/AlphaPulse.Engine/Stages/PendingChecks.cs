using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Stages;

/// <summary>The comparisons that an update carries, held until it is complete. A mutable struct.</summary>
internal struct PendingChecks
{
    private MarketEvent _hash;
    private MarketEvent _crc;
    private MarketEvent _bid;
    private MarketEvent _ask;

    public bool Any { get; private set; }

    public void Add(in MarketEvent e)
    {
        Any = true;
        switch (e.Kind)
        {
            case EventKind.HashCheck:
                _hash = e;
                break;
            case EventKind.CrcCheck:
                _crc = e;
                break;
            case EventKind.TopCheck when e.IsSell:
                _ask = e;
                break;
            case EventKind.TopCheck:
                _bid = e;
                break;
        }
    }

    public void Clear() => this = default;

    /// <summary>Compares and forgets. The two sides of one best bid and offer are one comparison.</summary>
    public (int Checked, int Mismatched) Compare(Book book)
    {
        var (done, failed) = (0, 0);
        if (_hash.Kind != EventKind.None)
        {
            done++;
            failed += book.Hash(_hash.Quantity, (_hash.Flags & EventFlags.CountsOrders) != 0) == _hash.Id ? 0 : 1;
        }

        if (_crc.Kind != EventKind.None)
        {
            done++;
            failed += KrakenChecksum.Of(book) == _crc.Id ? 0 : 1;
        }

        if (_bid.Kind != EventKind.None || _ask.Kind != EventKind.None)
        {
            done++;
            failed += IsBest(_bid, book.Bids) && IsBest(_ask, book.Asks) ? 0 : 1;
        }

        Clear();
        return (done, failed);
    }

    private static bool IsBest(in MarketEvent expected, BookSide side)
    {
        if (expected.Kind == EventKind.None)
            return true;
        return side.TryBest(out var price, out var quantity)
            ? price == expected.Price && quantity == expected.Quantity
            : expected.Quantity == 0;
    }
}
