using System.Buffers.Binary;
using System.IO.Compression;

namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// Reads HdrHistogram's encodings of integer histograms, plain and compressed. They differ in their cookie, whose bits 4 to 7
/// give the size of a count, and in what stands before the counts:
/// V2 (…03, …04) and V1 (…01, …02) have the 40-byte header of <see cref="HistogramEncoding"/>; V2's counts are
/// <see cref="ZigZag"/> words with runs of zeros, V1's are fixed words of 2, 4 or 8 bytes. V0 (…08, …09) has 32 bytes: i32 cookie, i32 digits,
/// i64 lowest, i64 highest, i64 total; its fixed words go on to the end. Source: HdrHistogram's <c>AbstractHistogram.decodeFromByteBuffer</c>.
/// </summary>
internal static class HistogramDecoder
{
    private const string MessagePrefix = "Encoded histogram: ";

    private const int CompressedHeaderBytes = 8;
    private const int CookieMask = ~0xf0;
    private const int V2 = 0x1c849303;
    private const int V2Compressed = 0x1c849304;
    private const int V1 = 0x1c849301;
    private const int V1Compressed = 0x1c849302;
    private const int V0 = 0x1c849308;
    private const int V0Compressed = 0x1c849309;
    private const int FloatingPoint = 0x0c72124e;
    private const int FloatingPointCompressed = 0x0c72124f;

    internal static LongHistogram Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < CompressedHeaderBytes)
            throw Invalid($"{bytes.Length} bytes are too few for a header.");
        var cookie = BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (cookie is FloatingPoint or FloatingPointCompressed)
            throw Invalid("it is a DoubleHistogram; histograms of floating-point values are not supported.");
        return (cookie & CookieMask) switch
        {
            V2 or V1 or V0 => DecodeBody(new MemoryStream(bytes.ToArray()), cookie & CookieMask),
            V2Compressed => DecodeCompressed(bytes, V2),
            V1Compressed => DecodeCompressed(bytes, V1),
            V0Compressed => DecodeCompressed(bytes, V0),
            _ => throw Invalid($"it begins with 0x{cookie:x8}, which is no HdrHistogram of version 0, 1 or 2 (V2: 0x1c849313 or 0x1c849314)."),
        };
    }

    internal static InvalidDataException Invalid(string message) => new(MessagePrefix + message);

    private static LongHistogram DecodeCompressed(ReadOnlySpan<byte> bytes, int version)
    {
        var declared = BinaryPrimitives.ReadInt32BigEndian(bytes[4..]);
        if (declared != bytes.Length - CompressedHeaderBytes)
            throw Invalid($"its header announces {declared} compressed bytes, {bytes.Length - CompressedHeaderBytes} follow.");
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(bytes[CompressedHeaderBytes..].ToArray()), CompressionMode.Decompress);
            return DecodeBody(zlib, version);
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(MessagePrefix, StringComparison.Ordinal))
        {
            throw Invalid($"the compressed data is damaged: {e.Message}");
        }
    }

    private static LongHistogram DecodeBody(Stream body, int version)
    {
        try
        {
            var histogram = version == V0 ? DecodeV0(body) : DecodeLater(body, version);
            if (body.ReadByte() >= 0)
                throw Invalid("more follows the counts that its header announces.");
            histogram.EstimateExact();
            return histogram;
        }
        catch (EndOfStreamException)
        {
            throw Invalid("its data ends too early.");
        }
    }

    private static LongHistogram DecodeLater(Stream body, int version)
    {
        Span<byte> header = stackalloc byte[40];
        body.ReadExactly(header);
        var cookie = ReadCookie(header, version);
        var offset = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        var ratio = BinaryPrimitives.ReadDoubleBigEndian(header[32..]);
        if (offset != 0 || ratio != 1.0)
            throw Invalid($"it has an index offset of {offset} and a conversion ratio of {ratio}: histograms of floating-point values are not supported.");

        var layout = ReadLayout(header[12..]);
        var payloadBytes = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        var wordBytes = version == V2 ? ZigZag.MaximumBytes : WordBytes(cookie);
        if (payloadBytes < 0 || payloadBytes > (long)layout.CounterCount * wordBytes)
            throw Invalid($"its header announces {payloadBytes} payload bytes for {layout.CounterCount:N0} counters.");
        var payload = new byte[payloadBytes];
        body.ReadExactly(payload);
        return version == V2 ? ReadVariableWords(layout, payload) : ReadFixedWords(layout, payload, wordBytes);
    }

    private static LongHistogram DecodeV0(Stream body)
    {
        Span<byte> header = stackalloc byte[32];
        body.ReadExactly(header);
        var wordBytes = WordBytes(ReadCookie(header, V0));
        var layout = ReadLayout(header[4..]);
        var payload = new byte[layout.CounterCount * wordBytes];
        var length = body.ReadAtLeast(payload, payload.Length, throwOnEndOfStream: false);
        var histogram = ReadFixedWords(layout, payload.AsSpan(0, length), wordBytes);

        var total = BinaryPrimitives.ReadInt64BigEndian(header[24..]);
        if (total != histogram.TotalCount)
            throw Invalid($"its header announces {total} values, its counts sum to {histogram.TotalCount}.");
        return histogram;
    }

    private static int ReadCookie(ReadOnlySpan<byte> header, int version)
    {
        var cookie = BinaryPrimitives.ReadInt32BigEndian(header);
        if ((cookie & CookieMask) != version)
            throw Invalid($"its uncompressed form begins with 0x{cookie:x8}, expected 0x{version:x8} and a word size.");
        return cookie;
    }

    // As the reference does: the lowest of the four bits is no part of the size.
    private static int WordBytes(int cookie)
    {
        var bytes = (cookie >> 4) & 0xe;
        if (bytes is not (2 or 4 or 8))
            throw Invalid($"its cookie 0x{cookie:x8} gives counts of {bytes} bytes, expected 2, 4 or 8.");
        return bytes;
    }

    /// <summary>i32 digits, i64 lowest, i64 highest.</summary>
    private static HistogramLayout ReadLayout(ReadOnlySpan<byte> settings)
    {
        var digits = BinaryPrimitives.ReadInt32BigEndian(settings);
        var lowest = BinaryPrimitives.ReadInt64BigEndian(settings[4..]);
        var highest = BinaryPrimitives.ReadInt64BigEndian(settings[12..]);
        HistogramLayout layout;
        try
        {
            layout = new HistogramLayout(lowest, highest, digits);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Invalid($"its settings are impossible: {lowest} to {highest}, {digits} digits.");
        }
        if (layout.CounterCount > HistogramEncoding.MaximumCounters)
            throw Invalid($"its settings ({lowest} to {highest}, {digits} digits) ask for {layout.CounterCount:N0} counters, at most {HistogramEncoding.MaximumCounters:N0} are accepted.");
        return layout;
    }

    private static LongHistogram ReadVariableWords(HistogramLayout layout, ReadOnlySpan<byte> payload)
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
            if (word > 0)
                AddCount(histogram, (int)index, word);
            index += width;
        }
        return histogram;
    }

    private static LongHistogram ReadFixedWords(HistogramLayout layout, ReadOnlySpan<byte> payload, int wordBytes)
    {
        if (payload.Length % wordBytes != 0)
            throw Invalid($"its {payload.Length} payload bytes are no whole number of {wordBytes}-byte counts.");
        var histogram = new LongHistogram(layout);
        for (var index = 0; index < payload.Length / wordBytes; index++)
        {
            var word = payload.Slice(index * wordBytes, wordBytes);
            var count = wordBytes switch
            {
                2 => BinaryPrimitives.ReadInt16BigEndian(word),
                4 => BinaryPrimitives.ReadInt32BigEndian(word),
                _ => BinaryPrimitives.ReadInt64BigEndian(word),
            };
            if (count < 0)
                throw Invalid($"the count of index {index} is {count}.");
            if (count > 0)
                AddCount(histogram, index, count);
        }
        return histogram;
    }

    private static void AddCount(LongHistogram histogram, int index, long count)
    {
        if (count > long.MaxValue - histogram.TotalCount)
            throw Invalid("its counts sum to more than 2^63 − 1.");
        histogram.AddAtIndex(index, count);
    }
}
