using System.Buffers.Binary;
using System.Text;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Shared;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Shared;

/// <summary>The tables of TELEMETRY.md, read from the bytes of a real file.</summary>
public sealed class TelemetryLayoutTests : IDisposable
{
    private const int Table = 256;
    private const int Row = 128;
    private static readonly HistogramLayout s_small = new(2, 1_000, 1);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Header_RealFile_IsAtTheDocumentedOffsets()
    {
        var bytes = Write();

        Assert.Equal("APTELEM\0"u8, bytes.AsSpan(0, 8));
        Assert.Equal(1, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)));
        Assert.Equal(0, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(10)));
        Assert.Equal(0x01020304u, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(12)));
        Assert.Equal(bytes.LongLength, ReadLong(bytes, 16));
        Assert.Equal(Environment.ProcessId, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24)));
        Assert.Equal(4, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(28)));
        Assert.Equal(Environment.SystemPageSize, ReadLong(bytes, 32));
        Assert.True(ReadLong(bytes, 40) > 0);
        Assert.Equal("layout", ReadName(bytes, 64));
        Assert.Equal(-1, bytes.AsSpan(48, 16).IndexOfAnyExcept((byte)0));
        Assert.Equal(-1, bytes.AsSpan(128, 128).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void NameTable_RealFile_IsAtTheDocumentedOffsets()
    {
        var bytes = Write();
        var data = ReadLong(bytes, 32);

        Assert.Equal((1, 0, data, 8L, 0L, 0L, "a/one"), ReadRow(bytes, 0));
        Assert.Equal((1, 0, data + 8, 8L, 0L, 0L, "a/two"), ReadRow(bytes, 1));
        Assert.Equal((1, 0, data + 128, 8L, 0L, 0L, "b/one"), ReadRow(bytes, 2));
        Assert.Equal((2, 1, data + 256, 128 + 8L * s_small.CounterCount, 2L, 1_000L, "a/histogram"), ReadRow(bytes, 3));
    }

    [Fact]
    public void Data_RealFile_IsAtTheDocumentedOffsets()
    {
        var bytes = Write();
        var data = (int)ReadLong(bytes, 32);

        Assert.Equal([11, 12, 21], new[] { ReadLong(bytes, data), ReadLong(bytes, data + 8), ReadLong(bytes, data + 128) });
        var histogram = data + 256;
        Assert.Equal([1, 7, 5_000, 1_007], Enumerable.Range(0, 4).Select(i => ReadLong(bytes, histogram + 8 * i)));
        Assert.Equal(1, ReadLong(bytes, histogram + 128 + 8 * s_small.IndexOf(7)));
        Assert.Equal(1, ReadLong(bytes, histogram + 128 + 8 * s_small.IndexOf(1_000)));
    }

    [Fact]
    public void Histogram_NothingRecorded_HasTheDocumentedExtremes()
    {
        var builder = new TelemetryBuilder("empty");
        builder.Histogram("a/h", s_small);
        using var writer = builder.Create(_directory.File("t"));
        var bytes = File.ReadAllBytes(writer.Path);
        var histogram = (int)ReadRow(bytes, 0).Offset;

        Assert.Equal((0, long.MaxValue, long.MinValue), (ReadLong(bytes, histogram), ReadLong(bytes, histogram + 8), ReadLong(bytes, histogram + 16)));
    }

    private byte[] Write()
    {
        var builder = new TelemetryBuilder("layout");
        var histogram = builder.Histogram("a/histogram", s_small);
        var otherGroup = builder.Counter("b/one");
        var first = builder.Counter("a/one");
        var second = builder.Counter("a/two");
        using var writer = builder.Create(_directory.File("t"));
        first.Set(11);
        second.Set(12);
        otherGroup.Set(21);
        histogram.RecordValue(7);
        histogram.RecordValue(5_000);
        return File.ReadAllBytes(writer.Path);
    }

    private static (int Kind, int Digits, long Offset, long Length, long Lowest, long Highest, string Name) ReadRow(byte[] bytes, int row)
    {
        var at = Table + row * Row;
        return (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4)),
            ReadLong(bytes, at + 8), ReadLong(bytes, at + 16), ReadLong(bytes, at + 24), ReadLong(bytes, at + 32), ReadName(bytes, at + 64));
    }

    private static long ReadLong(byte[] bytes, int offset) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(offset));

    private static string ReadName(byte[] bytes, int offset) => Encoding.ASCII.GetString(bytes, offset, 64).TrimEnd('\0');
}
