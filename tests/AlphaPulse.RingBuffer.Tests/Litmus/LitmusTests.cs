using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Litmus;

/// <summary>
/// The real writers, of either kind, gated readers, joiners and observers against each other, pinned to the processors, over a ring of two slots, where
/// every claim scans the gates and every copy may be lapped: the properties of the models of docs/proof.md, on compiled code.
/// <see cref="LitmusControlTests"/> shows that such threads are caught when the protocol is wrong.
/// </summary>
public sealed class LitmusTests(ITestOutputHelper output)
{
    private const int MaxBatch = 2;
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(4);

    [Fact]
    public void Ring_ReadersJoinAndLeave_GetEveryRecordFromTheirStartOn()
    {
        using var directory = new RingDirectory();
        using var stop = new CancellationTokenSource(s_duration);
        using var writer = RingWriter<TestRecord>.Create(directory.Ring(), new RingOptions { Capacity = 2 });
        long read = 0, joins = 0;
        LitmusThreads.Run(stop, () => Write(writer, stop, seed: 1), () => JoinAndRead(2), () => JoinAndRead(3));
        output.WriteLine($"{writer.Cursor:N0} written, {read:N0} read by readers that joined {joins:N0} times");
        Assert.True(joins > 2 && read > 0 && writer.Cursor > 0);

        void JoinAndRead(int seed)
        {
            var random = new Random(seed);
            while (!stop.IsCancellationRequested)
            {
                using var reader = GatedReader<TestRecord>.Attach(directory.Ring(), new ReaderOptions { Name = $"reader {seed}" });
                Interlocked.Increment(ref joins);
                Assert.Equal(reader.JoinSequence, reader.Position);
                for (var batches = random.Next(50) + 1; batches > 0 && !stop.IsCancellationRequested;)
                {
                    var available = reader.Available();
                    if (available == 0)
                    {
                        Thread.Yield();
                        continue;
                    }

                    batches--;
                    for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
                        AssertIntact(reader[sequence], sequence);
                    LitmusThreads.Stagger(random);

                    // Looked at twice: it must not change before it is released either.
                    for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
                        AssertIntact(reader[sequence], sequence);
                    reader.Release(available);
                    Interlocked.Add(ref read, available);
                }
            }
        }
    }

    [Fact]
    public void Ring_Observers_AcceptOnlyIntactCopiesAndCountTheRest()
    {
        using var directory = new RingDirectory();
        using var stop = new CancellationTokenSource(s_duration);
        var writer = RingWriter<TestRecord>.Create(directory.Ring(), new RingOptions { Capacity = 2 });
        using var oldest = Observer<TestRecord>.Attach(directory.Ring(), StartAt.Oldest);
        using var latest = Observer<TestRecord>.Attach(directory.Ring(), StartAt.Latest, resumeAt: StartAt.Latest);
        LitmusThreads.Run(stop, () =>
        {
            Write(writer, stop, seed: 4);
            writer.Dispose();
        }, () => Observe(oldest), () => Observe(latest));
        output.WriteLine($"{writer.Cursor:N0} written; {oldest.Delivered:N0} + {oldest.Lost:N0} lost; {latest.Delivered:N0} + {latest.Lost:N0} lost");
        Assert.True(oldest.Delivered > 0 && oldest.Lost > 0);

        void Observe(Observer<TestRecord> observer)
        {
            var start = observer.Position;
            ObserveStatus status;
            while ((status = observer.TryRead(out var record)) != ObserveStatus.Closed)
            {
                if (status == ObserveStatus.Read)
                    AssertIntact(record, observer.Position - 1);
                Assert.Equal(observer.Position - start, observer.Delivered + observer.Lost);
            }

            Assert.Equal(writer.Cursor, observer.Position);
        }
    }

    [Fact]
    public void RingOfMany_TwoWriters_ReaderGetsEveryRecordAndObserverOnlyIntactOnes()
    {
        using var directory = new RingDirectory();
        using var stop = new CancellationTokenSource(s_duration);
        var first = MultiWriterRing<TestRecord>.Create(directory.Ring(), "first", new RingOptions { Capacity = 2 });
        var second = MultiWriterRing<TestRecord>.Join(directory.Ring(), "second");
        using var reader = GatedReader<TestRecord>.Attach(directory.Ring(), new ReaderOptions { Name = "reader" });
        using var observer = Observer<TestRecord>.Attach(directory.Ring(), StartAt.Oldest);
        var (published, givenUp, read) = (new long[2], new long[2], 0L);
        LitmusThreads.Run(stop, () => WriteOfMany(first, 0), () => WriteOfMany(second, 1), Read, Observe);
        output.WriteLine($"{published[0]:N0} + {published[1]:N0} written, {givenUp[0] + givenUp[1]:N0} given up; observer {observer.Delivered:N0} + {observer.Lost:N0} lost + {observer.Tombstones:N0}");
        Assert.True(published[0] > 0 && published[1] > 0 && givenUp[0] + givenUp[1] > 0 && observer.Delivered > 0);
        Assert.Equal(published.Sum(), read);
        Assert.Equal(givenUp.Sum(), reader.Tombstones);
        Assert.Equal(reader.Position, observer.Position);

        void WriteOfMany(MultiWriterRing<TestRecord> writer, int index)
        {
            using var leaving = writer;
            var random = new Random(index);
            while (!stop.IsCancellationRequested)
            {
                var count = random.Next(MaxBatch) + 1;
                if (writer.TryClaim(count) != ClaimStatus.Claimed)
                {
                    Thread.Yield();
                    continue;
                }

                for (var i = 0; i < count; i++)
                    writer[i].Fill(writer.Sequence + i);
                LitmusThreads.Stagger(random);
                var kept = random.Next(16) == 0 ? random.Next(count) : count;
                if (kept > 0)
                    writer.Publish(kept);
                writer.GiveUp();
                published[index] += kept;
                givenUp[index] += count - kept;
            }
        }

        void Read()
        {
            var random = new Random(2);
            while (true)
            {
                var isClosed = reader.IsClosed;
                var available = reader.Available();
                if (available == 0 && isClosed)
                    return;
                if (available == 0)
                    Thread.Yield();
                for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
                    AssertIntact(reader[sequence], sequence);
                LitmusThreads.Stagger(random);
                for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
                    AssertIntact(reader[sequence], sequence);
                reader.Release(available);
                read += available;
            }
        }

        void Observe()
        {
            ObserveStatus status;
            while ((status = observer.TryRead(out var record)) != ObserveStatus.Closed)
            {
                if (status == ObserveStatus.Read)
                    AssertIntact(record, observer.Position - 1);
                if (status == ObserveStatus.Empty)
                    Thread.Yield();
                Assert.Equal(observer.Position, observer.Delivered + observer.Lost + observer.Tombstones);
            }
        }
    }

    private static void Write(RingWriter<TestRecord> writer, CancellationTokenSource stop, int seed)
    {
        var random = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            var count = random.Next(MaxBatch) + 1;
            if (writer.TryClaim(count) != ClaimStatus.Claimed)
            {
                Thread.Yield();
                continue;
            }

            for (var i = 0; i < count; i++)
                writer[i].Fill(writer.Cursor + i);
            LitmusThreads.Stagger(random);
            writer.Publish(count);
        }
    }

    private static void AssertIntact(in TestRecord record, long sequence) =>
        Assert.True(record.IsIntact(sequence), $"sequence {sequence}: found {record.Sequence}, {record.A}, {record.B}, … {record.G}");
}
