using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Publishing;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Auditing;

/// <summary>
/// Lets a venue's engines play lap after lap and, in step with them, rebuilds every book from the events that the venue's tape
/// emits, stamped as they are published. After every update the two are compared level by level.
/// </summary>
internal sealed class VenueAudit
{
    private readonly VenueTapeBuilder _builder;
    private readonly VenueTape _tape;
    private readonly int _blockUpdates;
    private readonly UpdateProportion _proportion;
    private readonly AuditedBook[] _books;
    private readonly AuditResult _result = new();
    private readonly long[] _sequences;
    private readonly int _venue;
    private TapeCursor _cursor;
    private long _lastTradeId;

    public VenueAudit(int venue, int venues, int symbols, long seed, long tradesPerSecond, long bookUpdatesPerSecond)
    {
        (_venue, _proportion) = (venue, UpdateProportion.Of(tradesPerSecond, bookUpdatesPerSecond));
        _blockUpdates = VenueTapeBuilder.UpdatesFor(venues, symbols, tradesPerSecond + bookUpdatesPerSecond);
        _builder = new VenueTapeBuilder(venue, symbols, seed);
        _tape = _builder.Build(_proportion, _blockUpdates);
        _cursor = new TapeCursor(_tape);
        _books = [.. Enumerable.Range(0, symbols).Select(_ => new AuditedBook())];
        _sequences = new long[symbols];
    }

    /// <summary>Changes an event between the venue and the book: how a test plants a fault.</summary>
    public Func<MarketEvent, MarketEvent> OnTheWay { get; init; } = e => e;

    public AuditResult Run(long updates)
    {
        foreach (ref readonly var record in _tape.Snapshots.AsSpan())
            Deliver(Stamp(record.Symbol, isTrade: false, newUpdate: record.UpdateEvents > 0), record);

        var words = TapeWord.Cover(_proportion, _blockUpdates);
        while (_result.Updates < updates)
            PlayBlock(words, updates);
        _result.Books = _books.Length;
        _result.Mismatched = _books.Count(b => b.WasMismatched);
        _result.Crossed = _books.Count(b => b.WasCrossed);
        return _result;
    }

    private void PlayBlock(IReadOnlyList<TapeWord> words, long updates)
    {
        var block = _tape.Blocks.ToList().FindIndex(b => b.FirstRecord == _cursor.Record);
        // The recorder only takes the engine's reports away; what is audited is the tape that was made before.
        _builder.Play(block, words[block].IsTrade, new UpdateRecorder(words[block].IsTrade.Length), (_, symbol, engine) =>
        {
            if (_result.Updates >= updates)
                return;
            Follow(symbol);
            _books[symbol].Compare(engine);
        });
    }

    private void Follow(int symbol)
    {
        var records = _tape.Records.AsSpan(_cursor.Record, _tape.Records[_cursor.Record].UpdateEvents);
        _books[symbol].WasMismatched |= records[0].Symbol != symbol;
        var stamp = Stamp(records[0].Symbol, _cursor.IsTrade, newUpdate: true);
        foreach (ref readonly var record in records)
            Deliver(stamp, record);
        _cursor.Advance(records.Length);
        _result.Updates++;
    }

    private UpdateStamp Stamp(int symbol, bool isTrade, bool newUpdate) => new()
    {
        VenueTimeNs = 0,
        IntendedNs = 0,
        PublishDelayNs = 0,
        VenueSequence = newUpdate ? ++_sequences[symbol] : _sequences[symbol],
        TradeId = isTrade ? ++_lastTradeId : 0,
        InstrumentId = (uint)symbol,
        Venue = (ushort)_venue,
    };

    private void Deliver(in UpdateStamp stamp, in TapeRecord record)
    {
        var e = default(MarketEvent);
        stamp.Fill(ref e, record);
        e = OnTheWay(e);
        var book = _books[e.InstrumentId];
        _result.Events++;
        if (e.Kind == EventKind.HashCheck)
            _result.HashChecks++;
        if (e.Kind == EventKind.Trade)
        {
            _result.Trades++;
            _result.TradesOffBook += book.Shows(e) ? 0 : 1;
        }

        book.Apply(e);
    }
}
