using System.Text.Json;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay.Kraken;

/// <summary>
/// Kraken WebSocket version 1, lines of <c>&lt;local s&gt;: &lt;json&gt;</c>. There is no sequence number: the CRC32 that
/// each update carries is both the gap detector and the oracle.
/// </summary>
internal sealed class KrakenParser(TapeBuilder tape) : LineParser
{
    private readonly List<KrakenLevel> _levels = [];

    public override void Accept(ReadOnlySpan<byte> line)
    {
        // The recorder's own notes: "wss://… <-> time" at connection, "wss://… <- time: request" for what it sent.
        if (line.StartsWith("wss://"u8))
            return;
        var colon = line.IndexOf(": "u8);
        if (colon < 1 || !DecimalText.TryParseRounded(line[..colon], 9, out var localNs) || localNs < 0)
            throw new MalformedLineException($"starts with '{MalformedLineException.Excerpt(colon < 1 ? line : line[..colon])}', expected '<local s>: <json>'");
        var message = line[(colon + 2)..];
        var channel = KrakenChannel.Find(message);
        if (channel.Name.StartsWith("book-"u8))
            AcceptBook(message, channel, localNs);
        else if (channel.Name.SequenceEqual("trade"u8))
            AcceptTrades(message, channel, localNs);
    }

    private void AcceptBook(ReadOnlySpan<byte> message, in KrakenChannel channel, long localNs)
    {
        if (!DecimalText.TryParse(channel.Name["book-".Length..], out var depth, out var decimals) || decimals != 0 || depth is < 1 or > 1_000_000)
            throw MalformedLineException.Field("the channel", channel.Name, "book-<levels>");
        var isSnapshot = false;
        long? crc = null;
        _levels.Clear();
        var json = new Utf8JsonReader(message);
        JsonText.Expect(ref json, JsonTokenType.StartArray, "the message");
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
            ReadBook(ref json, ref isSnapshot, ref crc);
        if (isSnapshot && crc is not null)
            throw new MalformedLineException("a snapshot and an update in one message");

        tape.Arrive(localNs);
        var instrument = tape.Instrument(channel.Pair);
        if (instrument.BookDepth != 0 && instrument.BookDepth != depth)
            throw MalformedLineException.Field("the channel", channel.Name, $"book-{instrument.BookDepth}, as before");
        instrument.BookDepth = (int)depth;
        var venueTimeNs = 0L;
        if (isSnapshot)
            tape.Add(instrument, EventKind.SnapshotBegin);
        foreach (var level in _levels)
        {
            tape.Add(instrument, EventKind.Level, level.Price, level.Quantity, level.IsSell);
            venueTimeNs = Math.Max(venueTimeNs, level.TimeNs);
        }

        if (isSnapshot)
            tape.Add(instrument, EventKind.SnapshotEnd);
        else if (crc is not null)
            tape.Add(instrument, EventKind.CrcCheck).Id = crc.Value;
        tape.Commit(venueTimeNs, flags: isSnapshot ? EventFlags.Snapshot : EventFlags.None);
    }

    private void ReadBook(ref Utf8JsonReader json, ref bool isSnapshot, ref long? crc)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            json.Read();
            if (name.SequenceEqual("a"u8) || name.SequenceEqual("as"u8))
            {
                isSnapshot |= name.Length == 2;
                ReadLevels(ref json, isSell: true);
            }
            else if (name.SequenceEqual("b"u8) || name.SequenceEqual("bs"u8))
            {
                isSnapshot |= name.Length == 2;
                ReadLevels(ref json, isSell: false);
            }
            else if (name.SequenceEqual("c"u8))
            {
                crc = Crc(JsonText.Text(ref json, "c"));
            }
            else
            {
                throw MalformedLineException.Field("a book's field", name, "a, b, as, bs or c");
            }
        }
    }

    private void ReadLevels(ref Utf8JsonReader json, bool isSell)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            throw new MalformedLineException("expected an array of levels");
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            json.Read();
            var price = JsonText.Amount(ref json, "price");
            json.Read();
            var quantity = JsonText.Amount(ref json, "volume");
            json.Read();
            var timeNs = Seconds(JsonText.Text(ref json, "timestamp"));
            // A fourth element, "r", marks a level that is published again. It changes nothing.
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                json.Skip();
            _levels.Add(new KrakenLevel(price, quantity, timeNs, isSell));
        }

        if (json.TokenType != JsonTokenType.EndArray)
            throw new MalformedLineException("a level is not [price, volume, timestamp]");
    }

    private void AcceptTrades(ReadOnlySpan<byte> message, in KrakenChannel channel, long localNs)
    {
        _levels.Clear();
        var json = new Utf8JsonReader(message);
        JsonText.Expect(ref json, JsonTokenType.StartArray, "the message");
        json.Read();
        JsonText.Expect(ref json, JsonTokenType.StartArray, "the trades");
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            json.Read();
            var price = JsonText.Amount(ref json, "price");
            json.Read();
            var quantity = JsonText.Amount(ref json, "volume");
            json.Read();
            var timeNs = Seconds(JsonText.Text(ref json, "time"));
            json.Read();
            var side = JsonText.Text(ref json, "side");
            if (!side.SequenceEqual("b"u8) && !side.SequenceEqual("s"u8))
                throw MalformedLineException.Field("side", side, "b or s");
            _levels.Add(new KrakenLevel(price, quantity, timeNs, side[0] == (byte)'s'));
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                json.Skip();
        }

        if (json.TokenType != JsonTokenType.EndArray)
            throw new MalformedLineException("a trade is not [price, volume, time, side, …]");

        tape.Arrive(localNs);
        var instrument = tape.Instrument(channel.Pair);
        foreach (var trade in _levels)
            tape.Add(instrument, EventKind.Trade, trade.Price, trade.Quantity, trade.IsSell).VenueTimeNs = trade.TimeNs;
        tape.Commit(venueTimeNs: 0);
    }

    private static long Seconds(ReadOnlySpan<byte> text)
    {
        if (!DecimalText.TryParseRounded(text, 9, out var ns) || ns < 0)
            throw MalformedLineException.Field("time", text, "seconds since 1970");
        return ns;
    }

    private static long Crc(ReadOnlySpan<byte> text)
    {
        if (!DecimalText.TryParse(text, out var crc, out var decimals) || decimals != 0 || crc is < 0 or > uint.MaxValue)
            throw MalformedLineException.Field("c", text, "a CRC32 as an unsigned number");
        return crc;
    }
}
