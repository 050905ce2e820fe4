using System.Buffers.Binary;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Shared;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Shared;

/// <summary>Another process wrote the file: whatever it contains, the answer is an exception of ours or figures, never a crash.</summary>
public sealed class TelemetryCorruptionTests : IDisposable
{
    private const int Table = 256;
    private const int Row = 128;
    private static readonly HistogramLayout s_small = new(1, 1_000, 1);

    private readonly TemporaryDirectory _directory = new();
    private readonly byte[] _good;

    public TelemetryCorruptionTests()
    {
        var builder = new TelemetryBuilder("p");
        var counter = builder.Counter("a/c");
        var histogram = builder.Histogram("a/h", s_small);
        using var writer = builder.Create(_directory.File("good"));
        counter.Set(3);
        histogram.RecordValue(5);
        _good = File.ReadAllBytes(writer.Path);
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(0, 0L, RingFault.NotInitialised)]
    [InlineData(0, 0x123456789L, RingFault.NotARing)]
    [InlineData(8, 0x01020304_0000_0002L, RingFault.Version)]
    [InlineData(8, 0x04030201_0000_0001L, RingFault.Version)]
    [InlineData(16, 1L << 40, RingFault.NotARing)]
    [InlineData(24, -1L, RingFault.NotARing)]
    [InlineData(24, 0x7fffffff_00000000L, RingFault.NotARing)]
    [InlineData(32, 0L, RingFault.NotARing)]
    [InlineData(32, 1L << 40, RingFault.NotARing)]
    [InlineData(40, -1L, RingFault.NotARing)]
    [InlineData(64, 0L, RingFault.NotARing)]
    [InlineData(Table, 0L, RingFault.NotARing)]
    [InlineData(Table, 3L, RingFault.NotARing)]
    [InlineData(Table + 8, 0L, RingFault.NotARing)]
    [InlineData(Table + 8, 4097L, RingFault.NotARing)]
    [InlineData(Table + 8, long.MaxValue, RingFault.NotARing)]
    [InlineData(Table + 8, long.MinValue, RingFault.NotARing)]
    [InlineData(Table + 16, 16L, RingFault.NotARing)]
    [InlineData(Table + 64, 0x2061L, RingFault.NotARing)]
    [InlineData(Table + 64, 0x61L, RingFault.NotARing)]
    [InlineData(Table + Row + 16, -1L, RingFault.NotARing)]
    [InlineData(Table + Row + 24, 0L, RingFault.NotARing)]
    [InlineData(Table + Row + 32, long.MaxValue, RingFault.NotARing)]
    [InlineData(Table + Row + 64, 0x632f61L, RingFault.NotARing)]
    public void OpenRead_WordReplaced_IsRefusedByItsFault(int offset, long value, RingFault expected)
    {
        var bytes = (byte[])_good.Clone();
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(offset), value);

        var exception = Assert.Throws<RingException>(() => Open(bytes).Dispose());

        Assert.Equal(expected, exception.Fault);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void OpenRead_AnyBitFlipped_IsRefusedOrReadsInBounds()
    {
        var refused = 0;
        for (var bit = 0; bit < (Table + 2 * Row) * 8; bit++)
        {
            var bytes = (byte[])_good.Clone();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                using var file = Open(bytes);
                ReadEverything(file);
            }
            catch (RingException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 64 * 8, (Table + 2 * Row) * 8);
    }

    [Fact]
    public void OpenRead_CutOff_IsRefused()
    {
        for (var length = 0; length < _good.Length; length += length < 600 ? 1 : 512)
        {
            var bytes = _good[..length];
            Assert.Throws<RingException>(() => Open(bytes).Dispose());
        }
        Assert.Equal(RingFault.NotFound, Assert.Throws<RingException>(() => TelemetryFile.OpenRead(_directory.File("missing"))).Fault);
    }

    [Theory]
    [InlineData(128 + 8, -1L)]
    [InlineData(128 + 8, long.MaxValue)]
    [InlineData(0, -1L)]
    public void Snapshot_ImpossibleCount_IsCorrupted(int offset, long value)
    {
        var bytes = (byte[])_good.Clone();
        var histogram = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(Table + Row + 8));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(histogram + offset), value);
        using var file = Open(bytes);

        var exception = Assert.Throws<RingException>(() => file.Snapshot("a/h", new LongHistogram(s_small)));

        Assert.Equal(RingFault.Corrupted, exception.Fault);
    }

    [Fact]
    public void SnapshotSum_ClampCountsThatOverflowTogether_IsCorrupted()
    {
        var builder = new TelemetryBuilder("p");
        builder.Histogram("a/h", s_small);
        builder.Histogram("b/h", s_small);
        using (builder.Create(_directory.File("two")))
        {
        }

        var bytes = File.ReadAllBytes(_directory.File("two"));
        foreach (var row in new[] { 0, 1 })
        {
            var histogram = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(Table + row * Row + 8));
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(histogram), long.MaxValue);
        }

        using var file = Open(bytes);
        Assert.Equal(RingFault.Corrupted, Assert.Throws<RingException>(() => file.SnapshotSum("h", new LongHistogram(s_small))).Fault);
    }

    [Fact]
    public void Snapshot_FileCutOffWhileMapped_IsCorrupted()
    {
        using var file = Open(_good);
        using (var handle = File.OpenHandle(_directory.File("bad"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            RandomAccess.SetLength(handle, 0);
        var e = Assert.Throws<RingException>(() => file.Snapshot("a/h", new LongHistogram(s_small)));
        Assert.Equal(RingFault.Corrupted, e.Fault);
        Assert.Contains("was cut off", e.Message);
        Assert.Equal(RingFault.Corrupted, Assert.Throws<RingException>(() => file.SnapshotSum("h", new LongHistogram(s_small))).Fault);
    }

    [Fact]
    public void OpenRead_LinkOrFifo_IsRefusedAtOnce()
    {
        File.WriteAllBytes(_directory.File("real"), _good);
        File.CreateSymbolicLink(_directory.File("link"), _directory.File("real"));
        Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => TelemetryFile.OpenRead(_directory.File("link"))).Fault);
        using (var made = System.Diagnostics.Process.Start("mkfifo", _directory.File("fifo")))
            made.WaitForExit();
        Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => TelemetryFile.OpenRead(_directory.File("fifo"))).Fault);
    }

    private static void ReadEverything(TelemetryFile file)
    {
        foreach (var name in file.CounterNames)
            file.ReadCounter(name);
        foreach (var name in file.HistogramNames)
            file.Snapshot(name, new LongHistogram(file.LayoutOf(name)));
        file.MaxClamped();
    }

    private TelemetryFile Open(byte[] bytes)
    {
        var path = _directory.File("bad");
        File.WriteAllBytes(path, bytes);
        return TelemetryFile.OpenRead(path);
    }
}
