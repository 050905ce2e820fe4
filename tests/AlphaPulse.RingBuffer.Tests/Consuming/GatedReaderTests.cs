using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Consuming;

/// <summary>What a gated reader promises on a ring of either kind.</summary>
public abstract class GatedReaderTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose()
    {
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(8, int.MaxValue - 3L)]
    [InlineData(64, uint.MaxValue - 3L)]
    [InlineData(1024, (1L << 62) - 100)]
    public void Read_WriterRunsAhead_EverySequenceOnceInOrder(long capacity, long firstSequence)
    {
        using var writer = CreateWriter(capacity, firstSequence);
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        var published = firstSequence;
        var read = firstSequence;
        while (read < firstSequence + 10 * capacity)
        {
            while (writer.TryClaim() == ClaimStatus.Claimed)
            {
                writer[0].Fill(published++);
                writer.Publish();
            }

            Assert.Equal(0, writer.SlowestReader);
            Assert.Equal(capacity, published - read);
            var available = reader.Available();
            Assert.Equal(capacity, available);
            for (var i = 0; i < available; i++)
                Assert.True(reader[read + i].IsIntact(read + i));
            reader.Release(available);
            read += available;
        }
    }

    [Fact]
    public void Publish_SeveralRecords_VisibleTogether()
    {
        using var writer = CreateWriter(256);
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(100));
        for (var i = 0; i < 100; i++)
            writer[i].Fill(i);
        Assert.Equal(0, reader.Available());
        writer.Publish(100);
        Assert.Equal(100, reader.Available());
    }

    [Fact]
    public void TryClaim_MoreThanIsFree_FullUntilReleased()
    {
        using var writer = CreateWriter(8);
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(5));
        writer.Publish(5);
        Assert.Equal(ClaimStatus.Full, writer.TryClaim(4));
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(3));
        writer.Publish(3);
        Assert.Equal(8, reader.Available());
        reader.Release(1);
        Assert.Equal(ClaimStatus.Full, writer.TryClaim(2));
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(1));
    }

    [Fact]
    public void Attach_RingThatRuns_StartsAtTheCursor()
    {
        using var writer = CreateWriter(8);
        for (var i = 0; i < 20; i++)
            Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));

        // D-05: the start is what is said, not a matter of luck.
        using var reader = Join("late");
        Assert.Equal(20, reader.JoinSequence);
        Assert.Equal(0, reader.Available());
    }

    [Fact]
    public void Attach_NameEmptyOrTooLongOrNothingToFollow_Throws()
    {
        using var writer = CreateWriter(8);
        Assert.Throws<ArgumentException>(() => Join(""));
        Assert.Throws<ArgumentException>(() => Join(new string('ü', 33)));
        Assert.Throws<ArgumentException>(() => Join("reader", "nobody"));
        using var longest = Join(new string('ü', 32));
        Assert.Equal(0, longest.Index);
    }

    [Fact]
    public void Indexer_NotAvailableOrReleased_Throws()
    {
        using var writer = CreateWriter(8);
        using var reader = Join("reader");
        for (var i = 0; i < 5; i++)
            Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader[0]);
        Assert.Equal(5, reader.Available());
        Assert.Throws<ArgumentOutOfRangeException>(() => reader[5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Release(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Release(-1));
        reader.Release(0);
        reader.Release(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader[1]);
        Assert.Equal(2, reader.Position);
    }

    [Fact]
    public void Available_BehindAnother_NeverMoreThanItReleased()
    {
        using var writer = CreateWriter(8);
        using var guard = Join("guard");
        using var book = Join("book", "guard");
        for (var i = 0; i < 5; i++)
            Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
        Assert.Equal(0, book.Available());
        guard.Release(guard.Available() - 2);
        Assert.Equal(3, book.Available());
        Assert.Equal(5, book.Cursor);
        Assert.False(book.IsUpstreamGone);
    }

    [Fact]
    public void Available_TheOneBeforeLeftAndItsEntryWasTaken_NothingOfTheSuccessorIsLent()
    {
        using var writer = CreateWriter(8);
        var guard = Join("guard");
        using var book = Join("book", "guard");
        for (var i = 0; i < 4; i++)
            Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
        Assert.Equal(4, guard.Available());
        guard.Release(3);
        guard.Dispose();
        Assert.Equal(3, book.Available());
        Assert.True(book.IsUpstreamGone);
        using var successor = Join("guard");
        Assert.Equal(0, successor.Index);
        Assert.Equal(4, successor.JoinSequence);
        Assert.Equal(3, book.Available());
        book.Release(3);
        Assert.Equal(0, book.Available());

        // A reader that joins now follows the successor.
        using var next = Join("next", "guard");
        Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
        successor.Release(successor.Available());
        Assert.Equal(1, next.Available());
    }

    [Fact]
    public void Dispose_ThenUse_ThrowsNeverTouchesMemory()
    {
        using var writer = CreateWriter(8);
        var reader = Join("reader");
        Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
        Assert.Equal(1, reader.Available());
        reader.Dispose();
        reader.Dispose();
        Assert.Throws<ArgumentOutOfRangeException>(() => reader[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Release(1));
        Assert.Throws<ObjectDisposedException>(() => reader.Available());
        Assert.Throws<ObjectDisposedException>(() => reader.Cursor);
        Assert.Throws<ObjectDisposedException>(() => reader.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => reader.IsWriterAlive);
        Assert.Throws<ObjectDisposedException>(() => reader.WriterEpoch);
        Assert.Equal(0, reader.Position);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void Activate_WriterWentOnSinceThePositionWasStored_StartsAtTheCursorOfNow(int published)
    {
        using var writer = CreateWriter(8);
        using var ring = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Read, null, r => r);
        Assert.True(FileLocks.TryLock(ring.Control.Handle, RingLayout.FirstReaderLock));
        GatedReader<TestRecord>.Enter(ring, 0, "paused here", null);

        // Not active: the writer does not wait.
        for (var i = 0; i < published; i++)
            Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
        Assert.Equal(published, GatedReader<TestRecord>.Activate(ring, 0));
        Assert.Equal(published, ring.Reader(0).Position);
        for (var i = 0; i < 8; i++)
            Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
        Assert.Equal(ClaimStatus.Full, writer.TryPublish(default));
    }

    [Fact]
    public void Activate_PausedWithAnOldPosition_WriterWaits()
    {
        using var writer = CreateWriter(8);
        using var ring = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Read, null, r => r);
        Assert.True(FileLocks.TryLock(ring.Control.Handle, RingLayout.FirstReaderLock));
        GatedReader<TestRecord>.Enter(ring, 0, "paused here", null);
        for (var i = 0; i < 20; i++)
            Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
        ring.Reader(0).State = ReaderEntry.Active;
        while (writer.TryPublish(default) == ClaimStatus.Claimed)
        {
        }

        Assert.Equal(0, writer.SlowestReader);
        var start = GatedReader<TestRecord>.Activate(ring, 0);
        Assert.Equal(writer.Sequence, start);
        Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
    }

    [Fact]
    public async Task Attach_AgainAndAgainWhileTheWriterRuns_NeverGetsAnOverwrittenRecord()
    {
        // The joining protocol under load: a reader that starts in the middle of the writer's scans must be safe from its start.
        using var writer = CreateWriter(4);
        using var done = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    if (writer.TryClaim() != ClaimStatus.Claimed)
                        continue;
                    writer[0].Fill(writer.Sequence);
                    writer.Publish();
                }
            },
            TestContext.Current.CancellationToken);
        for (var i = 0; i < 500; i++)
        {
            using var reader = Join("reader");
            for (var batches = 0; batches < 20; batches++)
            {
                var available = reader.Available();
                for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
                    Assert.True(reader[sequence].IsIntact(sequence));
                reader.Release(available);
            }
        }

        await done.CancelAsync();
        await writing;
    }

    private IRingWriter CreateWriter(long capacity, long firstSequence = 0) =>
        CreateWriter(_directory.Ring(), new RingOptions { Capacity = capacity, FirstSequence = firstSequence });

    private protected abstract IRingWriter CreateWriter(string path, RingOptions options);

    private GatedReader<TestRecord> Join(string name, params string[] after) =>
        GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = name, After = after });
}
