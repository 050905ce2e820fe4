using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Consuming;

/// <summary>D-03, D-05: an observer starts where it is asked to, and knows exactly what it missed.</summary>
public abstract class ObserverTests : IDisposable
{
    private readonly RingDirectory _directory = new();
    private IRingWriter? _writer;

    public void Dispose()
    {
        _writer?.Dispose();
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Attach_LatestOldestOrASequence_StartsThere()
    {
        Publish(64, 100, 0);
        using var latest = Observer<TestRecord>.Attach(_directory.Ring());
        Assert.Equal(ObserveStatus.Empty, latest.TryRead(out _));
        Assert.Equal(100, latest.Position);

        // Up to a quarter of the ring, or 64 slots, may be claimed ahead: those are being overwritten.
        using var oldest = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Oldest);
        Assert.InRange(oldest.Position, 36, 52);
        Assert.Equal(100 - oldest.Position, ReadAll(oldest));
        Assert.Equal(0, oldest.Lost);

        using var at = Observer<TestRecord>.AttachAt(_directory.Ring(), 90);
        Assert.Equal(10, ReadAll(at));
        using var lost = Observer<TestRecord>.AttachAt(_directory.Ring(), 10);
        ReadAll(lost);
        Assert.Equal(90, lost.Delivered + lost.Lost);
        Assert.Throws<ArgumentOutOfRangeException>(() => Observer<TestRecord>.AttachAt(_directory.Ring(), 101));
        Assert.Throws<ArgumentOutOfRangeException>(() => Observer<TestRecord>.AttachAt(_directory.Ring(), -1));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(64, 0)]
    [InlineData(64, (1L << 31) - 50)]
    [InlineData(64, (1L << 32) - 50)]
    [InlineData(1024, (1L << 62) - 50)]
    public void TryRead_Lapped_SaysTheRangeAndGoesOnAtTheOldestIntact(long capacity, long first)
    {
        Publish(capacity, 0, first);
        using var observer = Observer<TestRecord>.Attach(_directory.Ring());
        Publish(capacity, 5 * (int)capacity, first);
        Assert.Equal(ObserveStatus.Lapped, observer.TryRead(out _));
        Assert.Equal(first, observer.LastLost.From);
        Assert.Equal(observer.Position, observer.LastLost.To);
        Assert.Equal(observer.LastLost.Count, observer.Lost);
        Assert.True(observer.Position >= first + 4 * capacity);
        ReadAll(observer);
        Assert.Equal(5 * capacity, observer.Delivered + observer.Lost);
        Assert.True(observer.Delivered > 0);
    }

    [Fact]
    public void TryRead_LappedAndResumingAtLatest_SkipsAll()
    {
        Publish(64, 0, 0);
        using var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Oldest, StartAt.Latest);
        Publish(64, 1000, 0);
        Assert.Equal(ObserveStatus.Lapped, observer.TryRead(out _));
        Assert.Equal(new SequenceRange(0, 1000), observer.LastLost);
        Assert.Equal(ObserveStatus.Empty, observer.TryRead(out _));
    }

    [Fact]
    public void TryRead_ClosedRing_ReadsAllThenSaysClosed()
    {
        Publish(64, 10, 0);
        using var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Oldest);
        _writer!.Dispose();
        for (var i = 0; i < 10; i++)
            Assert.Equal(ObserveStatus.Read, observer.TryRead(out _));
        Assert.Equal(ObserveStatus.Closed, observer.TryRead(out _));
    }

    [Fact]
    public void Dispose_ThenUse_ThrowsNeverTouchesMemory()
    {
        Publish(64, 10, 0);
        var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Oldest);
        Assert.Equal(ObserveStatus.Read, observer.TryRead(out _));
        observer.Dispose();
        observer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => observer.TryRead(out _));
        Assert.Throws<ObjectDisposedException>(() => observer.WriterEpoch);
        Assert.Equal(1, observer.Delivered);
    }

    private static long ReadAll(Observer<TestRecord> observer)
    {
        var before = observer.Delivered;
        while (true)
        {
            var sequence = observer.Position;
            switch (observer.TryRead(out var record))
            {
                case ObserveStatus.Read:
                    Assert.True(record.IsIntact(sequence));
                    break;
                case ObserveStatus.Empty:
                    return observer.Delivered - before;
            }
        }
    }

    private void Publish(long capacity, int count, long first)
    {
        _writer ??= CreateWriter(capacity, first);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, _writer.TryClaim());
            _writer[0].Fill(_writer.Sequence);
            _writer.Publish();
        }
    }

    private IRingWriter CreateWriter(long capacity, long firstSequence) =>
        CreateWriter(_directory.Ring(), new RingOptions { Capacity = capacity, FirstSequence = firstSequence });

    private protected abstract IRingWriter CreateWriter(string path, RingOptions options);
}
