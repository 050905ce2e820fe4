using System.Buffers.Binary;
using System.IO.Compression;

namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// HdrHistogram's V2 encoding, plain and compressed, both ways: what the Java, C and other HdrHistogram libraries read and write;
/// the older V1 and V0 are read. Decoding trusts nothing: whatever is not a well-formed histogram is an <see cref="InvalidDataException"/>, and memory is
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
    private const int Cookie = 0x1c849313;
    private const int CompressedCookie = 0x1c849314;

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
        BinaryPrimitives.WriteInt32BigEndian(buffer, Cookie);
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
        BinaryPrimitives.WriteInt32BigEndian(result, CompressedCookie);
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
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw HistogramDecoder.Invalid($"{text.Length} characters that are not base64.");
        }
        return Decode(bytes);
    }

    /// <summary>Reads a plain or compressed histogram of any version: V2, which is written today, V1 (2015) or V0 (2012).</summary>
    /// <param name="bytes">The encoded form, nothing before and nothing behind it.</param>
    /// <exception cref="InvalidDataException">
    /// It is not a histogram of integers, is cut off or damaged; the message says what is wrong.
    /// </exception>
    public static LongHistogram Decode(ReadOnlySpan<byte> bytes) => HistogramDecoder.Decode(bytes);

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
}
