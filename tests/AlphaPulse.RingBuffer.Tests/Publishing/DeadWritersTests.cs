using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Publishing;

/// <summary>
/// A writer that stands still, dead or alive, after each store of its protocol: the stores are made by hand, and whether it lives is
/// whether somebody holds its lifeline. Beside each the fault that the rule prevents, where one can be planted.
/// </summary>
public sealed unsafe class DeadWritersTests : IDisposable
{
    private const int Capacity = 8;
    private const int Other = 5;

    private readonly RingDirectory _directory = new();
    private readonly MultiWriterRing<TestRecord> _writer;
    private readonly GatedReader<TestRecord> _reader;
    private readonly RingFile _ring;

    public DeadWritersTests()
    {
        _writer = MultiWriterRing<TestRecord>.Create(_directory.Ring(), "writer", new RingOptions { Capacity = Capacity, FirstSequence = 100 });
        _reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        _ring = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Write, null, r => r);
    }

    public enum Step
    {
        Recorded,
        Claimed,
        Stamped,
        CursorMoved,
    }

    public void Dispose()
    {
        _ring.Dispose();
        _reader.Dispose();
        _writer.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(Step.Recorded, 0, 0)]
    [InlineData(Step.Claimed, 0, 2)]
    [InlineData(Step.Stamped, 2, 0)]
    [InlineData(Step.CursorMoved, 2, 0)]
    public void CloseHoles_WriterDiedAt_WhatItStampedIsPublishedTheRestPassedOver(Step step, int published, int tombstones)
    {
        Walk(step);
        Publish(3);
        Assert.Equal(-1, DeadWriters.CloseHoles(_ring, -1));
        Assert.Equal(tombstones, _writer.Tombstones);
        Assert.Equal(published + 3, _reader.Available());
        Assert.Equal(100 + tombstones, _reader.Position);
        Assert.Equal(tombstones, _reader.Tombstones);

        // Its entry serves again.
        var joined = Enumerable.Range(1, Other).Select(i => MultiWriterRing<TestRecord>.Join(_directory.Ring(), $"next {i}")).ToList();
        Assert.Equal(Enumerable.Range(1, Other), joined.Select(w => w.Index));
        Assert.Equal((0, 0), (_ring.Writer(Other).From, _ring.Writer(Other).To));
        joined.ForEach(w => w.Dispose());
    }

    [Theory]
    [InlineData(Step.Recorded, true)]
    [InlineData(Step.Claimed, true)]
    [InlineData(Step.Stamped, false)]
    [InlineData(Step.CursorMoved, false)]
    public void CloseHoles_WriterLivesAt_NothingIsTakenFromIt(Step step, bool waits)
    {
        using var alive = LifelineOf(Other);
        Walk(step);
        if (step == Step.Recorded)
        {
            // Its claim is still to come. A dead writer was faster: nobody can tell these two apart.
            Interlocked.Add(ref *_ring.Claim, 2);
        }

        Publish(3);
        for (var i = 0; i < 3; i++)
            Assert.Equal(waits ? Other : -1, DeadWriters.CloseHoles(_ring, -1));
        Assert.Equal(0, _writer.Tombstones);
        Assert.Equal(waits ? 0 : 5, _reader.Available());
        if (step != Step.Claimed)
            return;

        // It goes on and publishes.
        _ring.Stamps[100] = _ring.Stamps.Published(100, 2);
        Assert.Equal(-1, DeadWriters.CloseHoles(_ring, -1));
        Assert.Equal(5, _reader.Available());
    }

    [Fact]
    public void Available_DeadWriterStampedWhatALivingOneRecorded_IsRead()
    {
        using var alive = LifelineOf(Other + 1);
        _ring.Writer(Other + 1).From = 100;
        _ring.Writer(Other + 1).To = 102;
        Walk(Step.Stamped);
        Eventually.True(() => _reader.Available() == 2, "the reader has moved the cursor over what is stamped");
    }

    [Fact]
    public void Available_AfterNoWriterIsAlive_FindsAllThatWillCome()
    {
        _writer.Dispose();
        Assert.Equal(0, _reader.Available());

        // Stamped just after the reader had looked, and dead before the cursor moved.
        Walk(Step.Stamped);
        Assert.False(_reader.IsWriterAlive);
        Assert.Equal(2, _reader.Available());
    }

    [Fact]
    public void Probe_CursorHasGoneOnSinceItWasLoaded_OpensNothing()
    {
        Publish(1);
        Assert.False(WriterHoles.Of(_ring)!.Probe(cursor: 100));
    }

    [Fact]
    public void CloseHoles_LivingWriterWhoseClaimFailed_DoesNotKeepADeadOnesHoleOpen()
    {
        using var alive = LifelineOf(Other);
        _ring.Writer(Other).From = 100;
        _ring.Writer(Other).To = 0;
        Interlocked.Add(ref *_ring.Claim, 2);
        Publish(1);
        Assert.Equal(-1, DeadWriters.CloseHoles(_ring, -1));
        Assert.Equal(2, _writer.Tombstones);
        Assert.Equal(1, _reader.Available());
    }

    [Fact]
    public void Join_DeadWritersClaimCannotBeSettledYet_AnotherEntryIsTaken()
    {
        // Entry 1 is of a dead writer; a living one stands before it.
        using var alive = LifelineOf(Other);
        Walk(Step.Claimed);
        _ring.Writer(1).From = 102;
        _ring.Writer(1).To = 104;
        Interlocked.Add(ref *_ring.Claim, 2);
        using var joiner = MultiWriterRing<TestRecord>.Join(_directory.Ring(), "joiner");
        Assert.Equal(2, joiner.Index);
        Assert.Equal(104, _ring.Writer(1).To);
    }

    [Fact]
    public void CloseHoles_PausedBeforeTheLastStepForALap_ChangesNothing()
    {
        // What a paused recoverer holds in its hand is compared with what is there now; what it takes into its hand only after a lap,
        // it drops, because the cursor has gone on.
        Interlocked.Add(ref *_ring.Claim, 1);
        var seen = _ring.Stamps[100];
        Assert.Equal(-1, DeadWriters.CloseHoles(_ring, -1));
        for (var lap = 0; lap < 3; lap++)
        {
            Publish(Capacity - 1);
            _reader.Release(_reader.Available());
            Publish(1);
            _reader.Release(_reader.Available());
            Assert.NotEqual(seen, Interlocked.CompareExchange(ref _ring.Stamps[100], _ring.Stamps.Tombstone(100), seen));
        }
    }

    [Fact]
    public void Available_ReaderThatMayNotWrite_WaitsAndLosesNothing()
    {
        Interlocked.Add(ref *_ring.Claim, 1);
        Publish(2);
        var data = Path.Combine(_directory.Ring(), "data");
        File.Move(data, _directory.Ring("elsewhere"));
        Eventually.True(() => PassMs(50), "time passes");
        Assert.Equal(0, _reader.Available());
        File.Move(_directory.Ring("elsewhere"), data);
        Eventually.True(() => _reader.Available() == 2, "the reader can open the ring again");
        Assert.Equal(1, _reader.Tombstones);

        bool PassMs(int ms)
        {
            var end = System.Diagnostics.Stopwatch.StartNew();
            while (end.ElapsedMilliseconds < ms)
                Assert.Equal(0, _reader.Available());
            return true;
        }
    }

    /// <summary>The other writer's stores for two records, as far as a step.</summary>
    private void Walk(Step step)
    {
        ref var entry = ref _ring.Writer(Other);
        entry.From = 100;
        entry.To = 102;
        entry.State = WriterEntry.Active;
        if (step >= Step.Claimed)
            Assert.Equal(100, Interlocked.CompareExchange(ref *_ring.Claim, 102, 100));
        if (step >= Step.Stamped)
            _ring.Stamps[100] = _ring.Stamps.Published(100, 2);
        if (step >= Step.CursorMoved)
            Assert.Equal(102, _ring.Stamps.Advance(_ring.Cursor, 100));
    }

    private RingFile LifelineOf(int index)
    {
        var ring = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Write, null, r => r);
        Assert.True(FileLocks.TryLock(ring.Control.Handle, RingLayout.FirstSharedWriterLock + index));
        return ring;
    }

    private void Publish(int count)
    {
        for (var i = 0; i < count; i++)
            Assert.Equal(ClaimStatus.Claimed, _writer.TryPublish(default));
    }
}
