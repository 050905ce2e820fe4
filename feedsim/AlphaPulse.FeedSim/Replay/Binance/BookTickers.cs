using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay.Binance;

/// <summary>
/// One symbol's best bid and offer as the independent bookTicker stream states them: the oracle of the book. The two
/// streams race, so a ticker may be recorded after the depth update that includes it; therefore the comparison is
/// filled in at the end, when all tickers are known and sorted by id.
/// </summary>
internal sealed class BookTickers
{
    private readonly List<Ticker> _tickers = [];
    private readonly List<Check> _checks = [];

    private readonly record struct Ticker(long Id, int Order, Amount BidPrice, Amount BidQuantity, Amount AskPrice, Amount AskQuantity);

    private readonly record struct Check(int EventIndex, long FinalId, long OldestId);

    public void Add(BinanceMessage message) => _tickers.Add(new Ticker(message.FinalId, _tickers.Count, message.BidPrice,
        message.BidQuantity, message.AskPrice, message.AskQuantity));

    /// <summary>Asks for a comparison after the depth update with a final id.</summary>
    /// <param name="eventIndex">Index of two placeholders on the tape.</param>
    /// <param name="finalId">The update's final id: the ticker of the largest id that is not greater is its statement.</param>
    /// <param name="oldestId">Tickers before this id say nothing: a gap lies between, and tickers were lost with it.</param>
    public void Expect(int eventIndex, long finalId, long oldestId) => _checks.Add(new Check(eventIndex, finalId, oldestId));

    /// <summary>Fills the placeholders; those without a ticker stay, for the caller to drop.</summary>
    /// <returns>Whether any stayed.</returns>
    public bool Fill(Span<MarketEvent> events)
    {
        // Of two with one id the later recorded one counts.
        _tickers.Sort((a, b) => a.Id != b.Id ? a.Id.CompareTo(b.Id) : a.Order.CompareTo(b.Order));
        var anyLeft = false;
        foreach (var check in _checks)
        {
            var index = LastUpTo(check.FinalId);
            if (index < 0 || _tickers[index].Id < check.OldestId)
            {
                anyLeft = true;
                continue;
            }

            var ticker = _tickers[index];
            Fill(ref events[check.EventIndex], ticker.BidPrice, ticker.BidQuantity, EventFlags.None);
            Fill(ref events[check.EventIndex + 1], ticker.AskPrice, ticker.AskQuantity, EventFlags.Sell);
        }

        return anyLeft;
    }

    private static void Fill(ref MarketEvent e, Amount price, Amount quantity, EventFlags side)
    {
        e.Kind = EventKind.TopCheck;
        e.Flags |= side;
        TapeBuilder.SetAmounts(ref e, price, quantity);
    }

    private int LastUpTo(long id)
    {
        var low = 0;
        var high = _tickers.Count;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (_tickers[middle].Id <= id)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
