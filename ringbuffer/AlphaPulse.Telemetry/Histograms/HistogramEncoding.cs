using System.Buffers.Binary;
using System.IO.Compression;

namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// HdrHistogram's V2 encoding, plain and compressed, both ways: what the Java, C and other HdrHistogram libraries read and write.
/// Decoding trusts nothing: whatever is not a well-formed V2 histogram is an <see cref="InvalidDataException"/>, and memory is
/// bounded before it is allocated. Clamped counts, exact extremes and the exact sum are not part of the format and are lost.
/// </summary>
/// <remarks>
/// Plain, big-endian: i32 cookie 0x1c849313, i32 payload bytes, i32 index offset (0), i32 digits, i64 lowest, i64 highest,
/// f64 conversion ratio (1), payload. The payload is the counts from index 0 to the last that is not 0, each as
/// <see cref="ZigZag"/>; a run of n ≥ 2 zeros is the one number −n. Compressed: i32 cookie 0x1c849314, i32 bytes, a zlib stream of
/// the plain form. Source: HdrHistogram's <c>AbstractHistogram.encodeIntoByteBuffer</c>.
/// </remarks>
public static class HistogramEncoding
{
    /// <summary>
    /// Counters that a decoded header may ask for: 8 MB of counts. The finest layout of practical use (5 digits over an hour of
    /// microseconds) has less than half a million; a header that asks for more is taken for damaged.
    /// </summary>
    public const int MaximumCounters = 1 << 20;

    private const int HeaderBytes = 40;
    private const int CompressedHeaderBytes = 8;
    private const int CookieBase = 0x1c849303;
    private const int CompressedCookieBase = 0x1c849304;
    private const int CookieMask = ~0xf0;
    private const int WordSizeFlag = 0x10;

    /// <summary>The plain V2 form.</summary>
    /// <param name="histogram">The histogram, which must not change meanwhile.</param>
    public static byte[] Encode(LongHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var counts = histogram.Counts;
        var used = Math.Max(1, counts.LastIndexOfAnyExcept(0) + 1);
        var buffer = new byte[HeaderBytes + used * ZigZag.MaximumBytes];
        var payloadBytes = WritePayload(counts[..used], buffer.AsSpan(HeaderBytes));
        var layout = histogram.Layout;
        BinaryPrimitives.WriteInt32BigEndian(buffer, CookieBase | WordSizeFlag);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(4), payloadBytes);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(8), 0);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(12), layout.SignificantDigits);
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(16), layout.LowestDiscernibleValue);
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(24), layout.HighestTrackableValue);
        BinaryPrimitives.WriteDoubleBigEndian(buffer.AsSpan(32), 1.0);
        return buffer[..(HeaderBytes + payloadBytes)];
    }

    /// <summary>The compressed V2 form.</summary>
    /// <inheritdoc cref="Encode"/>
    public static byte[] EncodeCompressed(LongHistogram histogram)
    {
        var plain = Encode(histogram);
        using var stream = new MemoryStream();
        stream.Write(stackalloc byte[CompressedHeaderBytes]);
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(plain);
        var result = stream.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(result, CompressedCookieBase | WordSizeFlag);
        BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(4), result.Length - CompressedHeaderBytes);
        return result;
    }

    /// <summary>The compressed V2 form in base64, as histogram logs and results files carry it. It begins with <c>HIST</c>.</summary>
    /// <inheritdoc cref="Encode"/>
    public static string ToBase64(LongHistogram histogram) => Convert.ToBase64String(EncodeCompressed(histogram));

    /// <summary>Reads what <see cref="ToBase64"/> writes.</summary>
    /// <param name="text">Base64.</param>
    /// <exception cref="InvalidDataException">It is not base64, or not a V2 histogram; the message says what is wrong.</exception>
    public static LongHistogram FromBase64(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return Decode(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw new InvalidDataException($"Encoded histogram: {text.Length} characters that are not base64.");
        }
    }

    /// <summary>Reads a plain or compressed V2 histogram.</summary>
    /// <param name="bytes">The encoded form, nothing before and nothing behind it.</param>
    /// <exception cref="InvalidDataException">It is not a V2 histogram, is cut off or damaged; the message says what is wrong.</exception>
    public static LongHistogram Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < CompressedHeaderBytes)
            throw Invalid($"{bytes.Length} bytes are too few for a header.");
        var cookie = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return (cookie & CookieMask) switch
        {
            CookieBase => DecodePlain(bytes),
            CompressedCookieBase => DecodeCompressed(bytes),
            _ => throw Invalid($"it begins with 0x{cookie:x8}, which is not HdrHistogram V2 (0x1c849313 or 0x1c849314)."),
        };
    }

    private static int WritePayload(ReadOnlySpan<long> counts, Span<byte> target)
    {
        var written = 0;
        for (var index = 0; index < counts.Length;)
        {
            var zeros = counts[index..].IndexOfAnyExcept(0);
            if (zeros < 0)
                zeros = counts.Length - index;
            var word = zeros switch { 0 => counts[index], 1 => 0, _ => -zeros };
            written += ZigZag.Write(target[written..], word);
            index += Math.Max(1, zeros);
        }
        return written;
    }

    private static LongHistogram DecodeCompressed(ReadOnlySpan<byte> bytes)
    {
        var declared = BinaryPrimitives.ReadInt32BigEndian(bytes[4..]);
        if (declared != bytes.Length - CompressedHeaderBytes)
            throw Invalid($"its header announces {declared} compressed bytes, {bytes.Length - CompressedHeaderBytes} follow.");
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(bytes[CompressedHeaderBytes..].ToArray()), CompressionMode.Decompress);
            Span<byte> header = stackalloc byte[HeaderBytes];
            zlib.ReadExactly(header);
            var layout = ReadHeader(header, out var payloadBytes);
            var payload = new byte[payloadBytes];
            zlib.ReadExactly(payload);
            if (zlib.ReadByte() >= 0)
                throw Invalid($"more follows the {payloadBytes} payload bytes that its header announces.");
            return ReadPayload(layout, payload);
        }
        catch (EndOfStreamException)
        {
            throw Invalid("the compressed data ends too early.");
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(MessagePrefix, StringComparison.Ordinal))
        {
            throw Invalid($"the compressed data is damaged: {e.Message}");
        }
    }

    private static LongHistogram DecodePlain(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes)
            throw Invalid($"{bytes.Length} bytes are too few for a header of {HeaderBytes}.");
        var layout = ReadHeader(bytes[..HeaderBytes], out var payloadBytes);
        if (payloadBytes != bytes.Length - HeaderBytes)
            throw Invalid($"its header announces {payloadBytes} payload bytes, {bytes.Length - HeaderBytes} follow.");
        return ReadPayload(layout, bytes[HeaderBytes..]);
    }

    private static HistogramLayout ReadHeader(ReadOnlySpan<byte> header, out int payloadBytes)
    {
        var cookie = BinaryPrimitives.ReadInt32BigEndian(header);
        if ((cookie & CookieMask) != CookieBase)
            throw Invalid($"its uncompressed form begins with 0x{cookie:x8}, expected 0x1c849313.");
        payloadBytes = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        var offset = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        var ratio = BinaryPrimitives.ReadDoubleBigEndian(header[32..]);
        if (offset != 0 || ratio != 1.0)
            throw Invalid($"it has an index offset of {offset} and a conversion ratio of {ratio}: histograms of floating-point values are not supported.");

        var digits = BinaryPrimitives.ReadInt32BigEndian(header[12..]);
        var lowest = BinaryPrimitives.ReadInt64BigEndian(header[16..]);
        var highest = BinaryPrimitives.ReadInt64BigEndian(header[24..]);
        HistogramLayout layout;
        try
        {
            layout = new HistogramLayout(lowest, highest, digits);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Invalid($"its settings are impossible: {lowest} to {highest}, {digits} digits.");
        }
        if (layout.CounterCount > MaximumCounters)
            throw Invalid($"its settings ({lowest} to {highest}, {digits} digits) ask for {layout.CounterCount:N0} counters, at most {MaximumCounters:N0} are accepted.");
        if (payloadBytes < 0 || payloadBytes > (long)layout.CounterCount * ZigZag.MaximumBytes)
            throw Invalid($"its header announces {payloadBytes} payload bytes for {layout.CounterCount:N0} counters.");
        return layout;
    }

    private static LongHistogram ReadPayload(HistogramLayout layout, ReadOnlySpan<byte> payload)
    {
        var histogram = new LongHistogram(layout);
        long index = 0;
        while (!payload.IsEmpty)
        {
            if (!ZigZag.TryRead(payload, out var word, out var length))
                throw Invalid($"it ends inside the count of index {index}.");
            payload = payload[length..];

            // long.MinValue has no negation; every run below −CounterCount is too long anyway.
            var width = word >= 0 ? 1 : word < -layout.CounterCount ? long.MaxValue : -word;
            if (width > layout.CounterCount - index)
                throw Invalid($"its counts go beyond the {layout.CounterCount:N0} counters of its settings.");
            if (word > long.MaxValue - histogram.TotalCount)
                throw Invalid("its counts sum to more than 2^63 − 1.");
            if (word > 0)
                histogram.AddAtIndex((int)index, word);
            index += width;
        }
        histogram.EstimateExact();
        return histogram;
    }

    private const string MessagePrefix = "Encoded histogram: ";

    private static InvalidDataException Invalid(string message) => new(MessagePrefix + message);
}
