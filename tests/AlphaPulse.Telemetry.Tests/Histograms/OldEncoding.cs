using System.Buffers.Binary;
using System.IO.Compression;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Telemetry.Tests.Histograms;

/// <summary>Writes HdrHistogram's V0 and V1, which no current library writes any more.</summary>
internal static class OldEncoding
{
    internal static byte[] Plain(LongHistogram histogram, int version, int wordBytes)
    {
        var layout = histogram.Layout;
        var used = 1;
        for (var index = 0; index < layout.CounterCount; index++)
            if (histogram.GetCountAtIndex(index) != 0)
                used = index + 1;
        var headerBytes = version == 0 ? 32 : 40;
        var bytes = new byte[headerBytes + used * wordBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, (version == 0 ? 0x1c849308 : 0x1c849301) | (wordBytes << 4));
        var settings = bytes.AsSpan(version == 0 ? 4 : 12);
        BinaryPrimitives.WriteInt32BigEndian(settings, layout.SignificantDigits);
        BinaryPrimitives.WriteInt64BigEndian(settings[4..], layout.LowestDiscernibleValue);
        BinaryPrimitives.WriteInt64BigEndian(settings[12..], layout.HighestTrackableValue);
        if (version == 0)
        {
            BinaryPrimitives.WriteInt64BigEndian(settings[20..], histogram.TotalCount);
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), used * wordBytes);
            BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(32), 1.0);
        }
        for (var index = 0; index < used; index++)
            WriteWord(bytes.AsSpan(headerBytes + index * wordBytes, wordBytes), histogram.GetCountAtIndex(index));
        return bytes;
    }

    internal static byte[] Compressed(byte[] plain, int version, int wordBytes)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[8]);
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(plain);
        var bytes = stream.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, (version == 0 ? 0x1c849309 : 0x1c849302) | (wordBytes << 4));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), bytes.Length - 8);
        return bytes;
    }

    private static void WriteWord(Span<byte> target, long count)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, count);
        eight[(8 - target.Length)..].CopyTo(target);
    }
}
