using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Tests.Consuming;

/// <summary>
/// Writers that are wrong in the ways the protocol forbids: the self-checking record and the counts, on which the other tests
/// rely, must find each of them out. Beside each the right order of the same stores, which must pass.
/// </summary>
public sealed unsafe class PlantedFaultTests : IDisposable
{
    private const long Capacity = 8;

    private readonly RingDirectory _directory = new();
    private readonly RingFile _ring;

    public PlantedFaultTests() => _ring = RingFile.Create(_directory.Ring(), new RingOptions { Capacity = Capacity }, RecordSchema.Of<TestRecord>());

    public void Dispose()
    {
        _ring.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Publish_BeforeTheRecordIsFilled_ReaderFindsAStaleOrHalfRecord(bool isCursorFirst)
    {
        // D-01: the original published the index, then wrote the slot.
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        for (var sequence = 0L; sequence < Capacity; sequence++)
            Write(sequence);
        reader.Release(reader.Available());
        if (isCursorFirst)
            *_ring.Cursor = Capacity + 1;
        Slot(Capacity).Sequence = Capacity;
        Assert.Equal(isCursorFirst ? 1 : 0, reader.Available());
        if (isCursorFirst)
            Assert.False(reader[Capacity].IsIntact(Capacity));
        Slot(Capacity).Fill(Capacity);
        *_ring.Cursor = Capacity + 1;
        Assert.Equal(1, reader.Available());
        Assert.True(reader[Capacity].IsIntact(Capacity));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fill_WithoutRaisingClaim_ObserverCopiesATornRecord(bool isClaimStored)
    {
        // D-02: nothing told the original's readers that a slot was being written over.
        for (var sequence = 0L; sequence < Capacity; sequence++)
            Write(sequence);
        using var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Oldest);
        if (isClaimStored)
            *_ring.Claim = Capacity + 1;
        Slot(Capacity).A = Capacity + 13;
        var status = observer.TryRead(out var record);
        Assert.Equal(isClaimStored ? ObserveStatus.Lapped : ObserveStatus.Read, status);
        if (!isClaimStored)
            Assert.False(record.IsIntact(0));
        else
            Assert.Equal(new SequenceRange(0, 2), observer.LastLost);
    }

    [Fact]
    public void Publish_OverARecordThatAGatedReaderHolds_ReaderSaysCorrupted()
    {
        // D-03: the original let a slow reader read overwritten slots as if they were new.
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        for (var sequence = 0L; sequence <= Capacity; sequence++)
            Write(sequence);
        Assert.Equal(RingFault.Corrupted, Assert.Throws<RingException>(() => reader.Available()).Fault);
    }

    private ref TestRecord Slot(long sequence) => ref ((TestRecord*)_ring.Slots)[sequence % Capacity];

    private void Write(long sequence)
    {
        *_ring.Claim = sequence + 1;
        Slot(sequence).Fill(sequence);
        *_ring.Cursor = sequence + 1;
    }
}
