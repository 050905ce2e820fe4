using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>Pixels → a PNG file: eight bits a colour, no alpha. Source: PNG (third edition), W3C.</summary>
internal static class PngFile
{
    private const uint Polynomial = 0xEDB88320;
    private const byte BitsPerColour = 8;
    private const byte TrueColour = 2;
    private const byte FilterSub = 1;
    private const int BytesPerPixel = 3;
    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] s_crcTable = [.. Enumerable.Range(0, 256).Select(index => Divide((uint)index))];

    public static byte[] Encode(Raster raster)
    {
        using var file = new MemoryStream();
        file.Write(s_signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, raster.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], raster.Height);
        header[8] = BitsPerColour;
        header[9] = TrueColour;
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Compress(raster));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    // Each row as differences to the pixel on the left, of which surfaces have few.
    private static byte[] Compress(Raster raster)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var line = new byte[1 + (raster.Width * BytesPerPixel)];
            line[0] = FilterSub;
            for (var y = 0; y < raster.Height; y++)
            {
                var row = raster.Row(y);
                for (var i = 0; i < row.Length; i++)
                    line[i + 1] = (byte)(row[i] - (i >= BytesPerPixel ? row[i - BytesPerPixel] : 0));
                zlib.Write(line);
            }
        }

        return compressed.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        var name = Encoding.ASCII.GetBytes(type);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(name, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes, uint crc)
    {
        foreach (var value in bytes)
            crc = s_crcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return crc;
    }

    private static uint Divide(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
        return value;
    }
}
