using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Layout;

/// <summary>A ring that version 1.0 wrote is opened by every later version.</summary>
public sealed class GoldenFileTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    private static string Golden => Path.Combine(AppContext.BaseDirectory, "Golden", "ring-v1");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Observer_OnTheGoldenFile_ReadsTheIntactRecords()
    {
        using var observer = Observer<GoldenRecord>.Attach(Golden, StartAt.Oldest);
        Assert.Equal(4, observer.Capacity);
        Assert.Equal(1u, observer.WriterEpoch);
        for (var sequence = 2L; sequence < 6; sequence++)
        {
            Assert.Equal(ObserveStatus.Read, observer.TryRead(out var record));
            Assert.Equal(sequence, record.Sequence);
            Assert.Equal(sequence * 1000 + 13, record.Price);
            Assert.Equal(sequence * 7, record.Quantity);
            Assert.Equal(GoldenKind.Level, record.Kind);
            Assert.Equal(sequence % 2, record.Side);
        }

        Assert.Equal(ObserveStatus.Empty, observer.TryRead(out _));
        Assert.Equal(0, observer.Lost);
    }

    [Fact]
    public void Resume_OnACopyOfTheGoldenFile_GoesOnWhereItEnded()
    {
        var ring = _directory.CopyRing(Golden);
        using var writer = RingWriter<GoldenRecord>.Resume(ring);
        Assert.Equal(6, writer.Cursor);
        Assert.Equal(2u, writer.Epoch);
        Assert.Equal(4, writer.Capacity);
        using var reader = GatedReader<GoldenRecord>.Attach(ring, new ReaderOptions { Name = "new reader" });
        Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(new GoldenRecord { Sequence = 6 }));
        Assert.Equal(1, reader.Available());
        Assert.Equal(6, reader[6].Sequence);
    }

    [Fact]
    public void Header_OfTheGoldenFile_HasTheValuesOfThePage()
    {
        using var data = MappedFile.OpenRead(Path.Combine(Golden, "data"), RingLayout.SlotsOffset);
        var header = data.At<RingHeader>(0);
        Assert.Equal("APRING01"u8, data.Bytes(0, 8));
        Assert.Equal((1, 0), (header.MajorVersion, header.MinorVersion));
        Assert.Equal((0x2060L, 0x2000L, 4L, 24), (header.FileBytes, header.SlotsOffset, header.Capacity, header.RecordBytes));
        Assert.Equal(header.ComputeCrc(), header.Crc);
        Assert.Equal(RecordSchema.Of<GoldenRecord>().Hash, header.LayoutHash);
        Assert.Equal(RecordSchema.Of<GoldenRecord>().Text, System.Text.Encoding.UTF8.GetString(data.Bytes(RingLayout.SchemaOffset, header.SchemaBytes)));
    }
}
