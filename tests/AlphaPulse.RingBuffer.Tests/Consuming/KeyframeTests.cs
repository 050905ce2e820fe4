using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Consuming;

/// <summary>Who comes late starts at the last complete snapshot, as long as it is intact, and then follows.</summary>
public sealed class KeyframeTests : IDisposable
{
    private readonly RingDirectory _directory = new();
    private RingWriter<TestRecord> _writer;

    public KeyframeTests() => _writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 256 });

    public void Dispose()
    {
        _writer.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Attach_KeyframeMarked_StartsAtItsFirstRecord()
    {
        Publish(40);
        _writer.MarkKeyframe(30);
        Publish(10);
        using var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Keyframe);
        Assert.Equal((30, true), (observer.Position, observer.IsBehindKeyframe));
        for (var sequence = 30; sequence < 50; sequence++)
        {
            Assert.Equal(ObserveStatus.Read, observer.TryRead(out var record));
            Assert.True(record.IsIntact(sequence));
        }

        Assert.Equal(ObserveStatus.Empty, observer.TryRead(out _));
        Assert.Equal(0, observer.Lost);
    }

    [Fact]
    public void Attach_NoKeyframeOrAnOverwrittenOne_StartsAtTheLatest()
    {
        Publish(10);
        using (var before = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Keyframe))
            Assert.Equal((10, false), (before.Position, before.IsBehindKeyframe));
        _writer.MarkKeyframe(0);
        Publish(256);
        using var after = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Keyframe);
        Assert.Equal((266, false), (after.Position, after.IsBehindKeyframe));
    }

    [Fact]
    public void TryRead_LappedAndResumingAtTheKeyframe_GoesOnAtANewerOneOrAtTheLatest()
    {
        Publish(20);
        _writer.MarkKeyframe(10);
        using var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Keyframe, StartAt.Keyframe);
        Publish(1000);
        _writer.MarkKeyframe(1010);
        Assert.Equal(ObserveStatus.Lapped, observer.TryRead(out _));
        Assert.Equal(new SequenceRange(10, 1010), observer.LastLost);
        Assert.Equal((1010, true), (observer.Position, observer.IsBehindKeyframe));
        Publish(1000);
        Assert.Equal(ObserveStatus.Lapped, observer.TryRead(out _));
        Assert.Equal((2020, false), (observer.Position, observer.IsBehindKeyframe));
    }

    [Fact]
    public void MarkKeyframe_NotPublished_Throws()
    {
        Publish(5);
        Assert.Throws<ArgumentOutOfRangeException>(() => _writer.MarkKeyframe(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => _writer.MarkKeyframe(-1));
        _writer.MarkKeyframe(4);
        _writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _writer.MarkKeyframe(4));
    }

    [Fact]
    public void Resume_KeyframeOfThePredecessor_IsForgottenAndTheStartIsKnown()
    {
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        Publish(20);
        _writer.MarkKeyframe(10);
        Assert.Equal((1u, 0L), (reader.WriterEpoch, reader.EpochStart));
        _writer.Dispose();
        _writer = RingWriter<TestRecord>.Resume(_directory.Ring());
        Assert.Equal((2u, 20L), (reader.WriterEpoch, reader.EpochStart));
        using (var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Keyframe))
            Assert.Equal((20, false), (observer.Position, observer.IsBehindKeyframe));
        Publish(3);
        _writer.MarkKeyframe(20);
        using var later = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Keyframe);
        Assert.Equal((20, true), (later.Position, later.IsBehindKeyframe));
    }

    [Fact]
    public void Attach_ImpossibleKeyframe_IsCorrupted()
    {
        Publish(5);
        using (var ring = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Write, null, ring => ring))
            ring.LastKeyframe = 7;
        var exception = Assert.Throws<RingException>(() => Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Keyframe));
        Assert.Equal(RingFault.Corrupted, exception.Fault);
    }

    [Fact]
    public void RequestSnapshot_FromReaders_IsSeenByThisWriterAndTheNext()
    {
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        Assert.Equal(0u, _writer.SnapshotRequests);
        reader.RequestSnapshot();
        reader.RequestSnapshot();
        Assert.Equal(2u, _writer.SnapshotRequests);
        _writer.Dispose();
        _writer = RingWriter<TestRecord>.Resume(_directory.Ring());
        Assert.Equal(2u, _writer.SnapshotRequests);
    }

    /// <summary>Every copy that an observer behind a keyframe returns is whole, however fast the writer laps it; each start is at a snapshot's first record.</summary>
    [Fact]
    public async Task TryRead_KeyframesWhileTheWriterLaps_NeverTornAndAlwaysAtAFirstRecord()
    {
        const long Snapshot = 50;
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    Publish((int)Snapshot);
                    _writer.MarkKeyframe(_writer.Cursor - Snapshot);
                }
            },
            TestContext.Current.CancellationToken);
        var starts = 0;
        Eventually.True(
            () =>
            {
                using var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Keyframe, StartAt.Keyframe);
                if (observer.IsBehindKeyframe)
                    Assert.Equal(0, observer.Position % Snapshot);
                for (var i = 0; i < 100; i++)
                {
                    var sequence = observer.Position;
                    switch (observer.TryRead(out var record))
                    {
                        case ObserveStatus.Read:
                            Assert.True(record.IsIntact(sequence), $"torn at {sequence}");
                            break;
                        case ObserveStatus.Lapped when observer.IsBehindKeyframe:
                            Assert.Equal(0, observer.Position % Snapshot);
                            break;
                    }
                }

                return ++starts == 300;
            },
            "300 starts");
        await stop.CancelAsync();
        await writing;
    }

    private void Publish(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, _writer.TryClaim());
            _writer[0].Fill(_writer.Cursor);
            _writer.Publish();
        }
    }
}
