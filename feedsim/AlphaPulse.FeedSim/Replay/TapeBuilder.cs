using System.Text;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay;

/// <summary>
/// Collects updates. Events are staged and become part of the tape with <see cref="Commit"/>;
/// <see cref="Discard"/> drops what a malformed line has staged.
/// </summary>
/// <remarks>
/// Prices and quantities are collected as the text has them, mantissa and number of decimals, because only the end of
/// the capture tells how many decimals an instrument has. Until <see cref="TapeFinisher"/> has brought them to common
/// decimals, <see cref="MarketEvent.PublishDelayNs"/>, which means nothing before an event is sent, holds both numbers.
/// </remarks>
internal sealed class TapeBuilder
{
    private const int MaxSymbolBytes = 32;

    // A weekend with its holidays is shorter; a damaged stamp is nearly always off by more.
    private const long MaxJumpNs = 7L * 24 * 3600 * 1_000_000_000;

    private readonly List<TapeInstrument> _instruments = [];
    private MarketEvent[] _events = new MarketEvent[1 << 14];
    private int _staged;
    private long _lastRecordedNs;
    private long _originNs;
    private bool _hasTime;

    /// <summary>Committed events.</summary>
    public int Count { get; private set; }

    public IReadOnlyList<TapeInstrument> Instruments => _instruments;

    public Span<MarketEvent> Committed => _events.AsSpan(0, Count);

    public long Trades { get; private set; }

    public long BookUpdates { get; private set; }

    /// <summary>The instrument of a name, new on its first use.</summary>
    /// <exception cref="MalformedLineException">The text cannot be a name.</exception>
    public TapeInstrument Instrument(ReadOnlySpan<byte> symbol, BookKind bookKind = BookKind.Levels)
    {
        foreach (var known in _instruments)
        {
            if (Ascii.Equals(symbol, known.Symbol))
                return known;
        }

        if (symbol.IsEmpty || symbol.Length > MaxSymbolBytes || symbol.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            throw MalformedLineException.Field("the instrument's name", symbol, $"1 to {MaxSymbolBytes} printable ASCII characters");
        var added = new TapeInstrument(_instruments.Count, Encoding.ASCII.GetString(symbol), bookKind);
        _instruments.Add(added);
        return added;
    }

    /// <summary>
    /// Sets the recorded time of the updates that follow. A time before the last one counts as the last one: clocks of
    /// recorders step back, schedules do not.
    /// </summary>
    /// <exception cref="MalformedLineException">The time lies a week or more after the last one.</exception>
    public void Arrive(long recordedNs)
    {
        if (!_hasTime)
        {
            _hasTime = true;
            _lastRecordedNs = recordedNs;
            _originNs = recordedNs;
        }
        else if (recordedNs > _lastRecordedNs)
        {
            var jumpNs = (Int128)recordedNs - _lastRecordedNs;
            if (jumpNs > MaxJumpNs)
                throw new MalformedLineException($"the recorded time is {(long)(jumpNs / 1_000_000_000)} s after the line before");
            _lastRecordedNs = recordedNs;
        }
    }

    /// <summary>Stages one event of the update in the making.</summary>
    public ref MarketEvent Add(TapeInstrument instrument, EventKind kind)
    {
        var index = Count + _staged;
        if (index == _events.Length)
            Array.Resize(ref _events, checked(_events.Length * 2));
        _staged++;
        ref var e = ref _events[index];
        e = default;
        e.InstrumentId = (uint)instrument.Index;
        e.Kind = kind;
        return ref e;
    }

    /// <summary>Stages an event with a price and a quantity.</summary>
    public ref MarketEvent Add(TapeInstrument instrument, EventKind kind, Amount price, Amount quantity, bool isSell)
    {
        ref var e = ref Add(instrument, kind);
        SetAmounts(ref e, price, quantity);
        if (isSell)
            e.Flags = EventFlags.Sell;
        return ref e;
    }

    public static void SetAmounts(ref MarketEvent e, Amount price, Amount quantity)
    {
        e.Price = price.Value;
        e.Quantity = quantity.Value;
        e.PublishDelayNs = (uint)(price.Decimals | (quantity.Decimals << 8));
    }

    public static (int Price, int Quantity) Decimals(in MarketEvent e) => ((int)(e.PublishDelayNs & 0xFF), (int)(e.PublishDelayNs >> 8));

    /// <summary>Makes the staged events one update.</summary>
    public void Commit(long venueTimeNs, long venueSequence = 0, long sequenceStep = 0, EventFlags flags = EventFlags.None)
    {
        if (_staged == 0)
            return;
        var update = _events.AsSpan(Count, _staged);
        if (update[0].Kind == EventKind.Trade)
        {
            flags |= EventFlags.TradeUpdate;
            Trades++;
        }
        else
        {
            BookUpdates++;
        }

        // A step that the field cannot hold says the same as none: nothing about gaps.
        var step = sequenceStep is >= 0 and <= uint.MaxValue ? (uint)sequenceStep : 0;
        foreach (ref var e in update)
        {
            e.IntendedNs = _lastRecordedNs - _originNs;
            if (e.VenueTimeNs == 0)
                e.VenueTimeNs = venueTimeNs;
            e.VenueSequence = venueSequence;
            e.SequenceStep = step;
            e.Flags |= flags;
        }

        update[^1].Flags |= EventFlags.LastOfUpdate;
        Count += _staged;
        _staged = 0;
    }

    public void Discard() => _staged = 0;

    /// <summary>Takes committed placeholders (kind None) out again; the event before one closes its update instead.</summary>
    public void DropPlaceholders()
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (_events[i].Kind != EventKind.None)
                _events[kept++] = _events[i];
            else if (kept > 0 && _events[i].IsLastOfUpdate)
                _events[kept - 1].Flags |= EventFlags.LastOfUpdate;
        }

        Count = kept;
    }

    /// <summary>The committed events, without a copy; the builder must not be used afterwards.</summary>
    public Memory<MarketEvent> Detach() => _events.AsMemory(0, Count);
}
