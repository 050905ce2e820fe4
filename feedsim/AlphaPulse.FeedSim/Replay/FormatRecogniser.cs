using System.Buffers;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Replay;

/// <summary>
/// Tells by the look of a line which format it is of, so that a wrong <c>--format</c> gets an answer that helps. Says
/// nothing where it is not sure; the parsers decide.
/// </summary>
internal static class FormatRecogniser
{
    /// <summary>Lines at a file's start that are looked at.</summary>
    public const int Lines = 16;

    /// <summary>What is wrong with a line for a format, or null.</summary>
    public static string? Mismatch(string format, ReadOnlySpan<byte> line)
    {
        if (IsBookFile(line) is { } book)
            return book;
        var found = Recognise(line);
        if (found is null || found == format)
            return null;
        // One look for both: only a depth update tells them apart.
        if (found == BinanceFamily)
            return format is CaptureFormats.BinanceSpot or CaptureFormats.BinanceFutures ? null : Reason(format, $"{CaptureFormats.BinanceSpot} or {CaptureFormats.BinanceFutures}");
        return Reason(format, found);
    }

    /// <summary>The format that a line is certainly of, or null.</summary>
    public static string? FormatOf(ReadOnlySpan<byte> line) => Recognise(line) is { } found && CaptureFormats.IsKnown(found) ? found : null;

    private const string BinanceFamily = "binance";

    private static readonly SearchValues<byte> s_number = SearchValues.Create("0123456789."u8);

    private static string Reason(string format, string found) => $"looks like {found}, not {format}; try --format {found}";

    private static string? IsBookFile(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf(",bid_px_00,"u8) >= 0 && line.IndexOf("ts_event"u8) >= 0)
            return "is a book by levels, not a capture by order; it can be the --oracle of databento-mbo";
        return null;
    }

    private static string? Recognise(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("wss://"u8))
            return CaptureFormats.KrakenV1;
        if (line.IndexOf("ts_event"u8) >= 0 && line.IndexOf(",action,"u8) >= 0 && line.IndexOf(",order_id,"u8) >= 0)
            return CaptureFormats.DatabentoMbo;
        var number = line.IndexOfAnyExcept(s_number);
        if (number < 1)
            return null;
        var digits = line[..number];
        var rest = line[number..];
        if (rest.StartsWith(" {\""u8) && digits.Length is >= 13 and <= 19 && !digits.Contains((byte)'.'))
            return IsDepth(rest) ? (rest.IndexOf("\"pu\":"u8) >= 0 ? CaptureFormats.BinanceFutures : CaptureFormats.BinanceSpot) : BinanceFamily;
        if (rest.StartsWith(": {"u8) || rest.StartsWith(": ["u8))
            return CaptureFormats.KrakenV1;
        return IsLobster(rest) ? CaptureFormats.Lobster : null;
    }

    private static bool IsDepth(ReadOnlySpan<byte> message) =>
        message.IndexOf("\"depthUpdate\""u8) >= 0 && message.IndexOf("\"U\":"u8) >= 0 && message[^1] == (byte)'}';

    // ,type,id,size,price,direction
    private static bool IsLobster(ReadOnlySpan<byte> rest) =>
        rest.Length > 3 && rest[0] == ',' && rest[1] is >= (byte)'1' and <= (byte)'7' && rest[2] == ','
        && rest.Count((byte)',') == 5 && (rest.EndsWith(",1"u8) || rest.EndsWith(",-1"u8));
}
