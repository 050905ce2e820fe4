using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Layout;

/// <summary>A ring that version 1.0 wrote, and one for many writers that 2.0 wrote, are opened by every later version.</summary>
public sealed class GoldenFileTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    private static string Golden => Path.Combine(AppContext.BaseDirectory, "Golden", "ring-v1");

    private static string GoldenMany => Path.Combine(AppContext.BaseDirectory, "Golden", "ring-v2");

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

    [Fact]
    public void Observer_OnTheGoldenFileOfMany_ReadsTheIntactRecordsAndPassesTheTombstone()
    {
        using var observer = Observer<GoldenRecord>.Attach(GoldenMany, StartAt.Oldest);
        Assert.Equal((4L, 3L, 2U), (observer.Capacity, observer.Position, observer.WriterEpoch));
        for (var sequence = 4L; sequence < 6; sequence++)
        {
            Assert.Equal(ObserveStatus.Read, observer.TryRead(out var record));
            Assert.Equal((sequence, sequence * 1000 + 13, (uint)sequence * 7, GoldenKind.Level, (byte)(sequence % 2)), (record.Sequence, record.Price, record.Quantity, record.Kind, record.Side));
        }

        Assert.Equal(ObserveStatus.Empty, observer.TryRead(out _));
        Assert.Equal((2L, 1L, 0L, 6L), (observer.Delivered, observer.Tombstones, observer.Lost, observer.Position));
    }

    [Fact]
    public void Inspector_OnTheGoldenFileOfMany_ShowsBothDeadWriters()
    {
        using var inspector = RingInspector.Attach(GoldenMany);
        var seen = inspector.Look();
        Assert.Equal((6L, 7L, false, 1L), (seen.Cursor, seen.Claim, seen.IsWriterAlive, seen.Tombstones));
        Assert.Equal(
            [(0, "left", false, 4L, 4L, 0L), (1, "right", false, 7L, 1L, 1L)],
            seen.Writers.Select(w => (w.Index, w.Name, w.IsAlive, w.Index == 0 ? w.ClaimFrom : w.ClaimTo, w.Published, w.GivenUp)));
        Assert.Equal([CopyStatus.Overwritten, CopyStatus.Tombstone, CopyStatus.Intact, CopyStatus.Intact, CopyStatus.NotPublished], Enumerable.Range(2, 5).Select(s => inspector.TryCopy(s, new byte[24])));
    }

    [Fact]
    public void Join_OnACopyOfTheGoldenFileOfMany_GoesOnBehindWhatTheDeadClaimed()
    {
        var ring = _directory.CopyRing(GoldenMany);
        Assert.Equal(RingFault.OtherKind, Assert.Throws<RingException>(() => RingWriter<GoldenRecord>.Resume(ring)).Fault);
        using var reader = GatedReader<GoldenRecord>.Attach(ring, new ReaderOptions { Name = "golden reader", TakeOver = true });
        Assert.Equal((true, 5L, 1L), (reader.HasTakenOver, reader.Position, reader.Available()));
        Assert.Equal(5, reader[5].Sequence);
        reader.Release(1);

        using var writer = MultiWriterRing<GoldenRecord>.Join(ring, "new writer");
        Assert.Equal((7L, 3U, 2L), (writer.Cursor, writer.Epoch, writer.Tombstones));
        Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(new GoldenRecord { Sequence = 7 }));
        Assert.Equal((1L, 7L, 1L), (reader.Available(), reader.Position, reader.Tombstones));
        Assert.Equal(7, reader[7].Sequence);
    }

    [Fact]
    public void Header_OfTheGoldenFileOfMany_HasTheValuesOfThePage()
    {
        using var data = MappedFile.OpenRead(Path.Combine(GoldenMany, "data"), RingLayout.SlotsOffset);
        var header = data.At<RingHeader>(0);
        Assert.Equal("APRING01"u8, data.Bytes(0, 8));
        Assert.Equal((2, 0, 1U), (header.MajorVersion, header.MinorVersion, header.Flags));
        Assert.Equal((0x20A0L, 0x2000L, 4L, 24), (header.FileBytes, header.SlotsOffset, header.Capacity, header.RecordBytes));
        Assert.Equal(header.ComputeCrc(), header.Crc);
        Assert.Equal(RecordSchema.Of<GoldenRecord>().Hash, header.LayoutHash);

        // Sequences 4 and 5 as one; behind the 4, what a batch once left; 2 of the lap before, for 6 was never stamped; 3 is a tombstone.
        Assert.Equal([9L, 0, 4, 4 | long.MinValue], Enumerable.Range(0, 4).Select(slot => data.At<long>(0x2080 + slot * 8)));
    }
}
