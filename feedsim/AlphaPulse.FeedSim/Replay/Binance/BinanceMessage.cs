using System.Text.Json;

namespace AlphaPulse.FeedSim.Replay.Binance;

/// <summary>
/// One line of a Binance capture, <c>&lt;local ns&gt; &lt;json&gt;</c>, read field by field. The field names mean
/// different things in different messages (<c>b</c> is an array of levels, a price, or an order id), so each is kept
/// by name and type, and the kind decides at the end which must be there. Reused from line to line.
/// </summary>
internal sealed class BinanceMessage
{
    private readonly List<BookLevel> _levels = [];
    private readonly byte[] _symbol = new byte[64];
    private int _symbolLength;
    private BinanceMessageKind _kindByStream;
    private BinanceMessageKind _kindByEvent;
    private bool _hasStream;
    private bool _isOther;
    private Fields _seen;

    public BinanceMessageKind Kind { get; private set; }

    public long LocalNs { get; private set; }

    /// <summary>Match time where the message has one, else event time.</summary>
    public long VenueTimeNs { get; private set; }

    public ReadOnlySpan<byte> Symbol => _symbol.AsSpan(0, _symbolLength);

    /// <summary>Bids, then asks.</summary>
    public IReadOnlyList<BookLevel> Levels => _levels;

    /// <summary><c>U</c>, <c>u</c> and <c>pu</c> of a depth update; <c>u</c> of a ticker too.</summary>
    public long FirstId { get; private set; }

    public long FinalId { get; private set; }

    public long PreviousFinalId { get; private set; }

    public bool HasPreviousFinalId => (_seen & Fields.PreviousFinalId) != 0;

    public long LastUpdateId { get; private set; }

    public long TradeId { get; private set; }

    public Amount Price { get; private set; }

    public Amount Quantity { get; private set; }

    public bool BuyerIsMaker { get; private set; }

    public Amount BidPrice { get; private set; }

    public Amount BidQuantity { get; private set; }

    public Amount AskPrice { get; private set; }

    public Amount AskQuantity { get; private set; }

    [Flags]
    private enum Fields
    {
        None = 0,
        Symbol = 1,
        FirstId = 2,
        FinalId = 4,
        PreviousFinalId = 8,
        LastUpdateId = 16,
        TradeId = 32,
        Price = 64,
        Quantity = 128,
        Maker = 256,
        BidLevels = 512,
        AskLevels = 1024,
        BestBid = 2048,
        BestAsk = 4096,
        BidQuantity = 8192,
        AskQuantity = 16384,
        Time = 32768,
    }

    public void Parse(ReadOnlySpan<byte> line)
    {
        _levels.Clear();
        _seen = Fields.None;
        _kindByStream = _kindByEvent = BinanceMessageKind.Other;
        _hasStream = _isOther = false;
        VenueTimeNs = 0;
        var space = line.IndexOf((byte)' ');
        if (space < 1 || !DecimalText.TryParse(line[..space], out var localNs, out var decimals) || decimals != 0 || localNs < 0)
            throw new MalformedLineException($"starts with '{MalformedLineException.Excerpt(space < 1 ? line : line[..space])}', expected '<local ns> <json>'");
        LocalNs = localNs;
        var json = new Utf8JsonReader(line[(space + 1)..]);
        JsonText.Expect(ref json, JsonTokenType.StartObject, "the message");
        ReadObject(ref json);
        if (json.Read())
            throw new MalformedLineException("more text follows the message");
        Kind = FindKind();
        CheckComplete();
    }

    private void ReadObject(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            // A view of the line; stays valid while the reader moves on.
            var name = json.ValueSpan;
            json.Read();
            if (_isOther)
                json.Skip();
            else if (name.Length <= 2)
                ReadShort(ref json, name);
            else if (name.SequenceEqual("data"u8) && json.TokenType == JsonTokenType.StartObject)
                ReadObject(ref json);
            else
                ReadLong(ref json, name);
        }
    }

    private void ReadLong(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("stream"u8))
        {
            _kindByStream = KindOfStream(JsonText.Text(ref json, "stream"));
            _hasStream = true;
            // Fields of other messages have other types: nothing of them is looked at.
            _isOther = _kindByStream == BinanceMessageKind.Other;
        }
        else if (name.SequenceEqual("lastUpdateId"u8))
        {
            LastUpdateId = JsonText.Whole(ref json, "lastUpdateId");
            _seen |= Fields.LastUpdateId;
        }
        else if (name.SequenceEqual("bids"u8))
        {
            ReadLevels(ref json, isSell: false);
        }
        else if (name.SequenceEqual("asks"u8))
        {
            ReadLevels(ref json, isSell: true);
        }
        else
        {
            json.Skip();
        }
    }

    private void ReadShort(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (name.Length == 2)
        {
            if (name.SequenceEqual("pu"u8))
            {
                PreviousFinalId = JsonText.Whole(ref json, "pu");
                _seen |= Fields.PreviousFinalId;
                return;
            }

            json.Skip();
            return;
        }

        switch (name.Length == 1 ? (char)name[0] : '\0')
        {
            case 'e':
                _kindByEvent = KindOfEvent(JsonText.Text(ref json, "e"));
                _isOther = !_hasStream && _kindByEvent == BinanceMessageKind.Other;
                break;
            case 's': ReadSymbol(ref json); break;
            case 'E': ReadTime(ref json, "E", isMatchTime: false); break;
            case 'T': ReadTime(ref json, "T", isMatchTime: true); break;
            case 'U': FirstId = JsonText.Whole(ref json, "U"); _seen |= Fields.FirstId; break;
            case 'u': FinalId = JsonText.Whole(ref json, "u"); _seen |= Fields.FinalId; break;
            case 't': TradeId = JsonText.Whole(ref json, "t"); _seen |= Fields.TradeId; break;
            case 'p': Price = JsonText.Amount(ref json, "p"); _seen |= Fields.Price; break;
            case 'q': Quantity = JsonText.Amount(ref json, "q"); _seen |= Fields.Quantity; break;
            case 'b' when json.TokenType == JsonTokenType.StartArray: ReadLevels(ref json, isSell: false); break;
            case 'a' when json.TokenType == JsonTokenType.StartArray: ReadLevels(ref json, isSell: true); break;
            case 'b' when json.TokenType == JsonTokenType.String: BidPrice = JsonText.Amount(ref json, "b"); _seen |= Fields.BestBid; break;
            case 'a' when json.TokenType == JsonTokenType.String: AskPrice = JsonText.Amount(ref json, "a"); _seen |= Fields.BestAsk; break;
            case 'B' when json.TokenType == JsonTokenType.String: BidQuantity = JsonText.Amount(ref json, "B"); _seen |= Fields.BidQuantity; break;
            case 'A' when json.TokenType == JsonTokenType.String: AskQuantity = JsonText.Amount(ref json, "A"); _seen |= Fields.AskQuantity; break;
            case 'm' when json.TokenType is JsonTokenType.True or JsonTokenType.False:
                BuyerIsMaker = json.TokenType == JsonTokenType.True;
                _seen |= Fields.Maker;
                break;
            default: json.Skip(); break;
        }
    }

    private void ReadSymbol(ref Utf8JsonReader json)
    {
        var text = JsonText.Text(ref json, "s");
        if (text.Length > _symbol.Length)
            throw MalformedLineException.Field("s", text, $"at most {_symbol.Length} characters");
        text.CopyTo(_symbol);
        _symbolLength = text.Length;
        _seen |= Fields.Symbol;
    }

    private void ReadTime(ref Utf8JsonReader json, string name, bool isMatchTime)
    {
        var ms = JsonText.Whole(ref json, name);
        if (ms > long.MaxValue / 1_000_000)
            throw MalformedLineException.Field(name, json.ValueSpan, "milliseconds since 1970");
        if (isMatchTime || (_seen & Fields.Time) == 0)
            VenueTimeNs = ms * 1_000_000;
        if (isMatchTime)
            _seen |= Fields.Time;
    }

    private void ReadLevels(ref Utf8JsonReader json, bool isSell)
    {
        var side = isSell ? "asks" : "bids";
        if (json.TokenType != JsonTokenType.StartArray)
            throw new MalformedLineException($"{side}: expected an array of levels");
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            JsonText.Expect(ref json, JsonTokenType.String, $"a price of the {side}");
            var price = JsonText.Amount(ref json, "price");
            JsonText.Expect(ref json, JsonTokenType.String, $"a quantity of the {side}");
            var quantity = JsonText.Amount(ref json, "quantity");
            // Snapshots of old had a third, empty element.
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                json.Skip();
            _levels.Add(new BookLevel(price, quantity, isSell));
        }

        if (json.TokenType != JsonTokenType.EndArray)
            throw new MalformedLineException($"{side}: expected [price, quantity] in quotes");
        _seen |= isSell ? Fields.AskLevels : Fields.BidLevels;
    }

    private static BinanceMessageKind KindOfStream(ReadOnlySpan<byte> stream)
    {
        var at = stream.IndexOf((byte)'@');
        var name = at < 0 ? stream : stream[(at + 1)..];
        // "depth" and "depth@100ms" are differences; "depth20" is a partial book and a different thing.
        if (name.SequenceEqual("depth"u8) || name.StartsWith("depth@"u8))
            return BinanceMessageKind.Depth;
        if (name.SequenceEqual("trade"u8))
            return BinanceMessageKind.Trade;
        return name.SequenceEqual("bookTicker"u8) ? BinanceMessageKind.BookTicker : BinanceMessageKind.Other;
    }

    private static BinanceMessageKind KindOfEvent(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("depthUpdate"u8))
            return BinanceMessageKind.Depth;
        if (name.SequenceEqual("trade"u8))
            return BinanceMessageKind.Trade;
        return name.SequenceEqual("bookTicker"u8) ? BinanceMessageKind.BookTicker : BinanceMessageKind.Other;
    }

    private BinanceMessageKind FindKind()
    {
        if (_isOther)
            return BinanceMessageKind.Other;
        // The REST snapshot comes without a stream's name.
        if ((_seen & Fields.LastUpdateId) != 0 && !_hasStream)
            return BinanceMessageKind.Snapshot;
        return _kindByStream != BinanceMessageKind.Other ? _kindByStream : _kindByEvent;
    }

    private void CheckComplete()
    {
        const Fields depth = Fields.Symbol | Fields.FirstId | Fields.FinalId | Fields.BidLevels | Fields.AskLevels;
        const Fields trade = Fields.Symbol | Fields.TradeId | Fields.Price | Fields.Quantity | Fields.Maker;
        const Fields ticker = Fields.Symbol | Fields.FinalId | Fields.BestBid | Fields.BestAsk | Fields.BidQuantity | Fields.AskQuantity;
        var needed = Kind switch
        {
            BinanceMessageKind.Depth => depth,
            BinanceMessageKind.Snapshot => Fields.BidLevels | Fields.AskLevels,
            BinanceMessageKind.Trade => trade,
            BinanceMessageKind.BookTicker => ticker,
            _ => Fields.None,
        };
        if ((needed & ~_seen) is var missing and not Fields.None)
            throw new MalformedLineException($"the {Kind} message lacks {missing}");
        if (Kind == BinanceMessageKind.Depth && FirstId > FinalId)
            throw new MalformedLineException($"U is {FirstId}, greater than u, {FinalId}");
    }
}
