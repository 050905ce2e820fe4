namespace AlphaPulse.FeedSim.Replay.Databento;

/// <summary>Where the header line says that each field is; optional columns are -1.</summary>
internal sealed class MboColumns
{
    private readonly int _received, _event, _instrument, _action, _side, _price, _size, _orderId, _flags, _sequence, _symbol, _count;

    public MboColumns(CsvFields csv, ReadOnlySpan<byte> header)
    {
        csv.Cut(header);
        _received = csv.IndexOf(header, "ts_recv"u8);
        _event = csv.Column(header, "ts_event");
        _instrument = csv.IndexOf(header, "instrument_id"u8);
        _action = csv.Column(header, "action");
        _side = csv.Column(header, "side");
        _price = csv.Column(header, "price");
        _size = csv.Column(header, "size");
        _orderId = csv.Column(header, "order_id");
        _flags = csv.Column(header, "flags");
        _sequence = csv.Column(header, "sequence");
        _symbol = csv.IndexOf(header, "symbol"u8);
        _count = csv.Count;
    }

    public MboRow Read(CsvFields csv, ReadOnlySpan<byte> line)
    {
        csv.Cut(line);
        if (csv.Count != _count)
            throw new MalformedLineException($"{csv.Count} fields, the header line has {_count}");
        var eventNs = DatabentoText.Time("ts_event", csv.Field(line, _event));
        var key = new MboKey(eventNs, csv.Whole(line, _sequence, "sequence"), _instrument < 0 ? 0 : csv.Whole(line, _instrument, "instrument_id"));
        var receivedNs = _received < 0 ? eventNs : DatabentoText.Time("ts_recv", csv.Field(line, _received));
        var price = csv.Field(line, _price);
        if (!DatabentoText.TryPrice(price, out var priceNs, out var hasPrice))
            throw MalformedLineException.Field("price", price, "a price of at most 9 decimals");
        var size = csv.Whole(line, _size, "size");
        if (size < 0)
            throw MalformedLineException.Field("size", csv.Field(line, _size), "a quantity that is not negative");
        var flags = csv.Whole(line, _flags, "flags");
        if (flags is < 0 or > 255)
            throw MalformedLineException.Field("flags", csv.Field(line, _flags), "0 to 255");
        return new MboRow(key, receivedNs, Letter(csv.Field(line, _action), "action", "ACMRTFN"), Letter(csv.Field(line, _side), "side", "ABN"),
            priceNs, hasPrice, size, OrderId(csv.Field(line, _orderId)), (int)flags);
    }

    /// <summary>The instrument's name in the line that was read last; its number where the file has no names.</summary>
    public ReadOnlySpan<byte> Symbol(CsvFields csv, ReadOnlySpan<byte> line) =>
        _symbol >= 0 ? csv.Field(line, _symbol) : _instrument >= 0 ? csv.Field(line, _instrument) : "unnamed"u8;

    private static char Letter(ReadOnlySpan<byte> text, string name, string allowed)
    {
        if (text.Length == 1 && allowed.Contains((char)text[0], StringComparison.Ordinal))
            return (char)text[0];
        throw MalformedLineException.Field(name, text, $"one of {string.Join(", ", allowed.ToCharArray())}");
    }

    // Unsigned 64 bits at some venues; the event's field holds the same bits.
    private static long OrderId(ReadOnlySpan<byte> text) => ulong.TryParse(text, out var id)
        ? unchecked((long)id)
        : throw MalformedLineException.Field("order_id", text, "an unsigned number");
}
