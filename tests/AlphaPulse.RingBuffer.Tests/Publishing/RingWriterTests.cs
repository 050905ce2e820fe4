using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Publishing;

/// <summary>What a writer of either kind promises.</summary>
public abstract class RingWriterTests : IDisposable
{
    private protected RingDirectory Directory { get; } = new();

    public void Dispose()
    {
        Directory.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Publish_MoreOrLessThanClaimed_ThrowsAndPublishesNothing()
    {
        using var writer = Create(256);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Publish());
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Publish(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Publish(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Publish(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Publish(int.MinValue));
        Assert.Equal(0, writer.Sequence);
        writer.Publish(2);
        writer.Publish(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Publish());
        Assert.Equal(3, writer.Sequence);
    }

    [Fact]
    public void Indexer_OutsideTheClaim_Throws()
    {
        using var writer = Create(256);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer[0]);
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(3));
        writer[2].Fill(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer[int.MinValue]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(65)]
    [InlineData(int.MaxValue)]
    public void TryClaim_ImpossibleCount_Throws(int count)
    {
        using var writer = Create(64);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.TryClaim(count));
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim());
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.TryClaim(count));
    }

    [Fact]
    public void TryClaim_FullRing_SaysSoNamesTheSlowestAndLeavesNoClaim()
    {
        using var writer = Create(64);
        using var fast = Join("fast");
        using var slow = Join("slow");
        Publish(writer, 64);
        fast.Release(fast.Available());
        Assert.Equal(ClaimStatus.Full, writer.TryClaim());
        Assert.Equal(slow.Index, writer.SlowestReader);
        Assert.Equal(1, writer.FullCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Publish());
        Assert.Throws<ArgumentOutOfRangeException>(() => writer[0]);
        slow.Dispose();
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(64));
    }

    [Fact]
    public void TryClaim_WholeRing_Claimed()
    {
        using var writer = Create(64);
        using var reader = Join("reader");
        for (var lap = 0; lap < 3; lap++)
        {
            Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(64));
            for (var i = 0; i < 64; i++)
                writer[i].Fill(writer.Sequence + i);
            writer.Publish(64);
            Assert.Equal(64, reader.Available());
            Assert.True(reader[reader.Position + 63].IsIntact(reader.Position + 63));
            reader.Release(64);
        }
    }

    [Fact]
    public void Dispose_ThenUse_ClosedOrThrowsNeverTouchesMemory()
    {
        var writer = Create(64);
        using var reader = Join("reader");
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(3));
        Assert.False(reader.IsClosed);
        writer.Dispose();
        writer.Dispose();
        Assert.True(reader.IsClosed);
        Assert.Equal(ClaimStatus.Closed, writer.TryClaim());
        Assert.Equal(ClaimStatus.Closed, writer.TryPublish(default));
        var wait = default(BackOffWait);
        Assert.Equal(ClaimStatus.Closed, writer.Claim(1, ref wait));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Publish());
        Assert.Throws<ObjectDisposedException>(() => writer.Epoch);
        Assert.Throws<ObjectDisposedException>(() => writer.FullCount);
        Assert.Equal(0, reader.Available());
    }

    [Fact]
    public void Claim_FullRing_TimesOutIsCancelledOrGetsTheSlots()
    {
        using var writer = Create(64);
        using var reader = Join("reader");
        Publish(writer, 64);
        var wait = default(BackOffWait);
        Assert.Equal(ClaimStatus.TimedOut, writer.Claim(1, ref wait, AbsoluteSleep.NowNs() - 1));
        Assert.Equal(ClaimStatus.TimedOut, writer.Claim(1, ref wait, AbsoluteSleep.NowNs() + 1_000_000));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(ClaimStatus.Cancelled, writer.Claim(1, ref wait, cancellationToken: cancelled.Token));

        using var later = new CancellationTokenSource(20);
        var spin = default(BusySpinWait);
        Assert.Equal(ClaimStatus.Cancelled, writer.Claim(1, ref spin, cancellationToken: later.Token));

        reader.Release(reader.Available());
        Assert.Equal(ClaimStatus.Claimed, writer.Claim(64, ref wait));
    }

    [Fact]
    public async Task Claim_WhileAnotherThreadReads_IsWokenByTheRelease()
    {
        using var writer = Create(8);
        using var reader = Join("reader");
        var reading = Task.Run(
            () =>
            {
                var good = 0L;
                while (good < 2_000)
                {
                    var available = reader.Available();
                    for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
                        good += reader[sequence].IsIntact(sequence) ? 1 : throw new InvalidOperationException($"torn at {sequence}");
                    reader.Release(available);
                    if (available == 0)
                        Thread.Yield();
                }
            },
            TestContext.Current.CancellationToken);
        var wait = default(BackOffWait);
        for (var i = 0; i < 2_000; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, writer.Claim(1, ref wait, AbsoluteSleep.NowNs() + 60_000_000_000));
            writer[0].Fill(writer.Sequence);
            writer.Publish();
        }

        await reading;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(-64)]
    [InlineData(1L << 41)]
    public void Create_ImpossibleCapacity_Throws(long capacity)
    {
        Assert.Throws<ArgumentException>(() => Create(capacity));
        Assert.False(System.IO.Directory.Exists(Directory.Ring()));
    }

    [Fact]
    public void Create_ImpossibleFirstSequence_Throws()
    {
        Assert.Throws<ArgumentException>(() => Create(Directory.Ring(), new RingOptions { FirstSequence = -1 }));
        Assert.Throws<ArgumentException>(() => Create(Directory.Ring(), new RingOptions { FirstSequence = (1L << 62) + 1 }));
    }

    private protected IRingWriter Create(long capacity) => Create(Directory.Ring(), new RingOptions { Capacity = capacity });

    private protected abstract IRingWriter Create(string path, RingOptions options);

    private protected GatedReader<TestRecord> Join(string name) => GatedReader<TestRecord>.Attach(Directory.Ring(), new ReaderOptions { Name = name });

    private protected static void Publish(IRingWriter writer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, writer.TryClaim());
            writer[0].Fill(writer.Sequence);
            writer.Publish();
        }
    }
}
