using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Replay.Binance;

/// <summary>
/// Raw WebSocket lines of Binance: depth updates, trades, and best bid and offer as the oracle. The recorder's clock may
/// be behind the venue's; the two are never subtracted.
/// </summary>
internal sealed class BinanceParser(TapeBuilder tape, bool isFutures, bool skipErrors) : LineParser
{
    private readonly BinanceMessage _message = new();
    private readonly List<DepthSync> _books = [];
    private DepthSnapshot? _early;
    private bool _hasDepth;

    public override void Accept(ReadOnlySpan<byte> line)
    {
        _message.Parse(line);
        if (_message.Kind == BinanceMessageKind.Other)
            return;
        if (_message.Kind == BinanceMessageKind.Depth)
            CheckVenue();
        tape.Arrive(_message.LocalNs);
        switch (_message.Kind)
        {
            case BinanceMessageKind.Snapshot: AcceptSnapshot(); break;
            case BinanceMessageKind.Depth: AcceptDepth(); break;
            case BinanceMessageKind.BookTicker: Book().Tickers.Add(_message); break;
            default: AcceptTrade(); break;
        }
    }

    public override ValueTask CompleteAsync(string lastFile, CancellationToken cancellation)
    {
        var anyLeft = false;
        foreach (var book in _books)
        {
            if (!book.EverInSync && book.Waiting > 0)
            {
                if (!skipErrors)
                {
                    throw new CaptureException(lastFile, $"no snapshot fits the {book.Waiting:N0} depth updates up to its end; " +
                        "put the file that holds the snapshot first");
                }

                book.GiveUp();
            }

            anyLeft |= book.Tickers.Fill(tape.Committed);
            Gaps += book.Gaps;
        }

        if (anyLeft)
            tape.DropPlaceholders();
        return ValueTask.CompletedTask;
    }

    private void CheckVenue()
    {
        if (_message.HasPreviousFinalId != isFutures)
        {
            var reason = isFutures
                ? $"a depth update without pu is of spot; try --format {CaptureFormats.BinanceSpot}"
                : $"a depth update with pu is of futures; try --format {CaptureFormats.BinanceFutures}";
            throw new MalformedLineException(reason) { IsWrongFormat = !_hasDepth };
        }

        _hasDepth = true;
    }

    private DepthSync Book()
    {
        var instrument = tape.Instrument(_message.Symbol);
        while (_books.Count <= instrument.Index)
            _books.Add(new DepthSync(tape, tape.Instruments[_books.Count], isFutures));
        return _books[instrument.Index];
    }

    private void AcceptDepth()
    {
        var book = Book();
        if (_early is not null)
        {
            book.Accept(_early);
            _early = null;
        }

        book.Accept(_message);
    }

    private void AcceptSnapshot()
    {
        var snapshot = new DepthSnapshot(_message.LastUpdateId, _message.VenueTimeNs, [.. _message.Levels]);
        // It does not name its symbol. With several, it belongs to the one whose updates reach over its id.
        if (_books.Count == 1)
            _books[0].Accept(snapshot);
        else if (_books.Find(b => !b.IsInSync && b.Covers(snapshot.LastUpdateId)) is { } book)
            book.Accept(snapshot);
        else
            _early = snapshot;
    }

    private void AcceptTrade()
    {
        // Futures report insurance fund and deleveraging movements as trades of nothing.
        if (_message.Quantity.Value == 0)
            return;
        var instrument = Book().Instrument;
        // m: the buyer was the maker, so the aggressor sold.
        ref var trade = ref tape.Add(instrument, EventKind.Trade, _message.Price, _message.Quantity, _message.BuyerIsMaker);
        trade.Id = _message.TradeId;
        tape.Commit(_message.VenueTimeNs);
    }
}
