using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Litmus;

/// <summary>
/// What the litmus runs are worth: threads that race like theirs, over the same words, must on this machine be caught at what the
/// protocols forbid, when they leave away what forbids it; and must not be, in as many tries, when they do not.
/// </summary>
public sealed unsafe class LitmusControlTests(ITestOutputHelper output)
{
    // A busy machine may let two threads run at the same time only now and then; a quiet one needs far less than a second.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    // What must not be caught is tried ten times as often as it took to catch the other, or this long.
    private static readonly TimeSpan s_longestTry = TimeSpan.FromSeconds(60);

    [Fact]
    public void Join_WithoutFences_IsCaughtAndWithThemIsNot()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "one processor: nothing races");
        var unfenced = Race(isFenced: false, int.MaxValue, s_patience);
        Assert.True(unfenced.Caught > 0, $"the unfenced join was not caught in {unfenced.Tries:N0} tries: what the litmus runs do not find says nothing on this machine");
        var fenced = Race(isFenced: true, Math.Clamp(unfenced.Tries * 10, 100_000, 1_000_000), s_longestTry);
        output.WriteLine($"unfenced: caught at try {unfenced.Tries:N0}; fenced: {fenced.Caught} of {fenced.Tries:N0}");
        Assert.Equal(0, fenced.Caught);
        Assert.True(fenced.Tries > 0);
    }

    [Fact]
    public void Publish_BeforeFilling_IsCaught()
    {
        using var directory = new RingDirectory();
        using var stop = new CancellationTokenSource(s_patience);
        using var writer = RingWriter<TestRecord>.Create(directory.Ring(), new RingOptions { Capacity = 2 });
        using var reader = GatedReader<TestRecord>.Attach(directory.Ring(), new ReaderOptions { Name = "reader" });
        long caught = 0;
        LitmusThreads.Run(stop, () =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (writer.TryClaim() != ClaimStatus.Claimed)
                    continue;
                ref var slot = ref writer[0];
                writer.Publish();
                slot.Fill(writer.Cursor - 1);
            }
        }, () =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (reader.Available() == 0)
                    continue;
                var record = reader[reader.Position];
                if (!record.IsIntact(reader.Position))
                {
                    caught++;
                    stop.Cancel();
                }

                reader.Release(1);
            }
        });
        Assert.True(caught > 0, "a writer that publishes before it fills was not caught");
    }

    [Fact]
    public void PublishOfMany_BeforeFilling_IsCaught()
    {
        using var directory = new RingDirectory();
        using var stop = new CancellationTokenSource(s_patience);
        using var writer = MultiWriterRing<TestRecord>.Create(directory.Ring(), "first", new RingOptions { Capacity = 2 });
        using var other = MultiWriterRing<TestRecord>.Join(directory.Ring(), "second");
        using var reader = GatedReader<TestRecord>.Attach(directory.Ring(), new ReaderOptions { Name = "reader" });
        long caught = 0;
        LitmusThreads.Run(stop, () => Write(writer), () => Write(other), () =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (reader.Available() == 0)
                {
                    Thread.Yield();
                    continue;
                }

                if (!reader[reader.Position].IsIntact(reader.Position))
                {
                    caught++;
                    stop.Cancel();
                }

                reader.Release(1);
            }
        });
        Assert.True(caught > 0, "writers of many that publish before they fill were not caught");

        void Write(MultiWriterRing<TestRecord> writer)
        {
            while (!stop.IsCancellationRequested)
            {
                if (writer.TryClaim() != ClaimStatus.Claimed)
                {
                    Thread.Yield();
                    continue;
                }

                ref var slot = ref writer[0];
                var sequence = writer.Sequence;
                writer.Publish();
                slot.Fill(sequence);
            }
        }
    }

    [Fact]
    public void Observe_WithoutLookingAtClaim_IsCaught()
    {
        using var directory = new RingDirectory();
        using var stop = new CancellationTokenSource(s_patience);
        using var writer = RingWriter<TestRecord>.Create(directory.Ring(), new RingOptions { Capacity = 2 });
        using var ring = RingFile.Attach(directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Observe, timeout: null, attached => attached);
        long caught = 0;
        LitmusThreads.Run(stop, () =>
        {
            while (!stop.IsCancellationRequested)
            {
                _ = writer.TryClaim();
                writer[0].Fill(writer.Cursor);
                writer.Publish();
            }
        }, () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var sequence = Volatile.Read(ref *ring.Cursor) - 1;
                if (sequence >= 0 && !((TestRecord*)ring.Slots)[sequence & 1].IsIntact(sequence))
                {
                    caught++;
                    stop.Cancel();
                }
            }
        });
        Assert.True(caught > 0, "an observer that does not look at claim was not caught");
    }

    /// <summary>The writer's scan and a joining reader, of one record each: caught if the scan missed the reader and the reader the record.</summary>
    private static (long Tries, long Caught) Race(bool isFenced, long tries, TimeSpan longest)
    {
        using var directory = new RingDirectory();
        using var stop = new CancellationTokenSource(longest);
        using var ring = RingFile.Create(directory.Ring(), new RingOptions { Capacity = 2 }, RecordSchema.Of<TestRecord>());
        var (scanRound, joinRound, caught, done) = (0L, 0L, 0L, 0L);
        uint seenState = 0;
        LitmusThreads.Run(stop, () =>
        {
            var random = new Random(1);
            for (var round = 1L; round <= tries && !stop.IsCancellationRequested; round++)
            {
                Volatile.Write(ref *ring.Cursor, 0);
                Volatile.Write(ref ring.Reader(0).State, ReaderEntry.Free);
                Volatile.Write(ref scanRound, round);
                LitmusThreads.Stagger(random);
                Volatile.Write(ref *ring.Cursor, 1);
                if (isFenced)
                    Interlocked.MemoryBarrier();
                seenState = Volatile.Read(ref ring.Reader(0).State);
                Await(ref joinRound, round, stop);
                if (seenState != ReaderEntry.Active && joinRound == -round)
                {
                    caught++;
                    stop.Cancel();
                }

                done = round;
            }

            stop.Cancel();
        }, () =>
        {
            var random = new Random(2);
            for (var round = 1L; round <= tries && !stop.IsCancellationRequested; round++)
            {
                Await(ref scanRound, round, stop);
                LitmusThreads.Stagger(random);
                Volatile.Write(ref ring.Reader(0).State, ReaderEntry.Active);
                if (isFenced)
                    Interlocked.MemoryBarrier();
                var start = Volatile.Read(ref *ring.Cursor);
                Volatile.Write(ref joinRound, start == 0 ? -round : round);
            }
        });
        return (done, caught);
    }

    /// <summary>Until the other thread has come to this round; the sign is its result.</summary>
    private static void Await(ref long other, long round, CancellationTokenSource stop)
    {
        for (var spins = 1; Math.Abs(Volatile.Read(ref other)) < round && !stop.IsCancellationRequested; spins++)
        {
            if (spins % 1000 == 0)
                Thread.Yield();
        }
    }
}
