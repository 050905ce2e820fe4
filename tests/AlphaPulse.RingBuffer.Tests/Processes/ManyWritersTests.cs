using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Processes;

/// <summary>Several writer processes on one ring: every record once, whole and in one order; the dead are passed over, the stopped waited for.</summary>
public sealed class ManyWritersTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(2, 0, 500)]
    [InlineData(64, (1L << 31) - 10_000, 200_000)]
    [InlineData(64, (1L << 32) - 10_000, 200_000)]
    [InlineData(65_536, (1L << 62) - 100_000, 500_000)]
    public void ThreeWriters_OfOtherProcesses_EverySequenceOnceInOrder(long capacity, long first, long count)
    {
        using var creator = Create(capacity, first);
        using var reader = Peer.Start("read-gated", _directory.Ring(), "reader");
        Assert.Equal([0, first], reader.ExpectNumbers("ready"));
        using var observer = Peer.Start("observe", _directory.Ring());
        Assert.Equal([first], observer.ExpectNumbers("ready"));
        var writers = Enumerable.Range(1, 3).Select(i => Peer.Start("write-many", _directory.Ring(), $"writer {i}", $"{count}")).ToList();
        try
        {
            Assert.Equal([1, 2, 3], writers.Select(w => w.ExpectNumbers("ready")[0]).Order());
            writers.ForEach(w => w.Say("go"));
            foreach (var writer in writers)
            {
                Assert.Equal([count], writer.ExpectNumbers("written"));
                writer.Say("leave");
                Assert.Equal(0, writer.WaitForExit());
            }

            Assert.Equal(first + 3 * count, creator.Cursor);
            Assert.Equal(0, creator.Tombstones);
            creator.Dispose();
            Assert.Equal([3 * count, 0, 4], reader.ExpectNumbers("read"));
            var observed = observer.ExpectNumbers("observed");
            Assert.Equal(3 * count, observed[1] + observed[2]);
            Assert.Equal((0, 0), (observed[4], observed[5]));
        }
        finally
        {
            writers.ForEach(w => w.Dispose());
        }
    }

    [Fact]
    public void Kill_WriterWithAClaim_ReadersGoOnBehindItAndItsEntryServesAnother()
    {
        using var creator = Create(64);
        using var reader = Join("reader");
        using var behind = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "behind", After = ["reader"] });
        using var observer = Observer<TestRecord>.Attach(_directory.Ring());
        for (var life = 0; life < 3; life++)
        {
            using var doomed = ClaimingPeer(5, out var first);
            Assert.Equal(1, doomed.Index);
            Publish(creator, 3);
            Assert.Equal(0, reader.Available());
            doomed.Peer.KillAndWait();

            // Nobody writes any more: the readers see to it themselves.
            Eventually.True(() => reader.Available() > 0, "the reader has passed over the dead writer's claim");
            Assert.Equal(first + 5, reader.Position);
            ReadAndCheck(reader, 3);
            ReadAndCheck(behind, 3);
            Assert.Equal(5 * (life + 1), reader.Tombstones);
            Assert.Equal(5 * (life + 1), creator.Tombstones);
        }

        ObserveAll(observer, creator.Cursor);
        Assert.Equal((9L, 0L, 15L), (observer.Delivered, observer.Lost, observer.Tombstones));
    }

    [Fact]
    public void Kill_TheOnlyWriterWithAClaim_AnObserverAloneFindsTheEnd()
    {
        using var observed = Create(64);
        Publish(observed, 2);
        using var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Oldest);
        using var doomed = ClaimingPeer(4, out _);
        Publish(observed, 1);
        doomed.Peer.KillAndWait();
        var seen = 0;
        Eventually.True(
            () =>
            {
                while (observer.TryRead(out var record) == ObserveStatus.Read)
                {
                    Assert.True(record.IsIntact(observer.Position - 1));
                    seen++;
                }

                return seen == 3;
            },
            "the observer sees what lies behind the dead writer's claim");
        Assert.Equal(4, observer.Tombstones);
    }

    [Fact]
    public void Kill_WriterWithAClaim_AFullRingsWriterGoesOn()
    {
        using var creator = Create(8);
        using var doomed = ClaimingPeer(3, out _);
        Publish(creator, 5);
        Assert.Equal(ClaimStatus.Full, creator.TryClaim());
        doomed.Peer.KillAndWait();

        // No reader looks.
        Publish(creator, 100);
        Assert.Equal(3, creator.Tombstones);
        Assert.Equal(-1, creator.StalledWriter);
    }

    [Fact]
    public void Stop_WriterWithAClaim_IsNeverRobbedAndItsRecordsArrive()
    {
        using var creator = Create(16);
        using var reader = Join("reader");
        using var observer = Observer<TestRecord>.Attach(_directory.Ring());
        using var stopped = ClaimingPeer(4, out var first);
        stopped.Peer.Signal(Peer.Stop);
        Eventually.True(() => stopped.Peer.State() == 'T', "the writer is stopped");
        Publish(creator, 12);

        // Longer than any number of probes: each of them asks the kernel every 10 ms.
        var wait = default(BackOffWait);
        var deadline = AbsoluteSleep.NowNs() + 2_500_000_000;
        while (AbsoluteSleep.NowNs() < deadline)
        {
            Assert.Equal(0, reader.Available());
            Assert.Equal(ObserveStatus.Empty, observer.TryRead(out _));
            Assert.Equal(ClaimStatus.Full, creator.TryClaim());
            wait.Wait();
        }

        Assert.Equal(stopped.Index, creator.StalledWriter);
        Assert.Equal(0, creator.Tombstones);
        stopped.Peer.Signal(Peer.Continue);
        stopped.Peer.Say("publish");
        stopped.Peer.Expect("published");
        Assert.Equal(first, reader.Position);
        ReadAndCheck(reader, 16);
        ObserveAll(observer, creator.Cursor);
        Assert.Equal((16L, 0L, 0L), (observer.Delivered, observer.Lost, observer.Tombstones));
    }

    [Fact]
    public void Kill_WritersAtAnyMomentAgainAndAgain_ReadersGetWhatWasPublishedOnceAndWhole()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var creator = Create(64);
        using var reader = Peer.Start("read-gated", _directory.Ring(), "reader");
        reader.Expect("ready");
        using var observer = Peer.Start("observe", _directory.Ring());
        observer.Expect("ready");
        var writers = new List<Peer>();
        try
        {
            for (var i = 0; i < 3; i++)
                writers.Add(StartWriting(i));
            for (var life = 3; life < 15; life++)
            {
                var goal = creator.Cursor + random.Next(5_000);
                Eventually.True(() => creator.Cursor >= goal, "the others go on");
                var victim = random.Next(writers.Count);
                writers[victim].KillAndWait();
                writers[victim].Dispose();
                writers[victim] = StartWriting(life);
            }

            writers.ForEach(w => w.KillAndWait());
        }
        finally
        {
            writers.ForEach(w => w.Dispose());
        }

        // The last to leave settles what the dead left.
        creator.Dispose();
        using var ring = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Read, null, r => r);
        var tombstones = ring.Counter(RingLayout.TombstonesOffset);
        TestContext.Current.TestOutputHelper!.WriteLine($"{Cursor(ring)} sequences, {tombstones} tombstones");
        var read = reader.ExpectNumbers("read");
        Assert.Equal((Cursor(ring) - tombstones, 0), (read[0], read[1]));
        var observed = observer.ExpectNumbers("observed");
        Assert.Equal(0, observed[4]);
        Assert.Equal(Cursor(ring), observed[1] + observed[2] + observed[5]);
    }

    private static unsafe long Cursor(RingFile ring) => Volatile.Read(ref *ring.Cursor);

    private Peer StartWriting(int life)
    {
        var peer = Peer.Start("write-many", _directory.Ring(), $"life {life}", $"{long.MaxValue / 4}");
        peer.Expect("ready");
        peer.Say("go");
        return peer;
    }

    private Claiming ClaimingPeer(int count, out long first)
    {
        var peer = Peer.Start("claim-many", _directory.Ring(), "claims", $"{count}");
        var index = (int)peer.ExpectNumbers("ready")[0];
        peer.Say("claim");
        first = peer.ExpectNumbers("claimed")[0];
        return new Claiming(peer, index);
    }

    private MultiWriterRing<TestRecord> Create(long capacity, long first = 0) =>
        MultiWriterRing<TestRecord>.Create(_directory.Ring(), "creator", new RingOptions { Capacity = capacity, FirstSequence = first });

    private GatedReader<TestRecord> Join(string name) => GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = name });

    private static void Publish(MultiWriterRing<TestRecord> writer, int count)
    {
        var wait = default(YieldWait);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, writer.Claim(1, ref wait, AbsoluteSleep.NowNs() + 60_000_000_000));
            writer[0].Fill(writer.Sequence);
            writer.Publish();
        }
    }

    private static void ReadAndCheck(GatedReader<TestRecord> reader, long count)
    {
        Assert.Equal(count, reader.Available());
        for (var sequence = reader.Position; sequence < reader.Position + count; sequence++)
            Assert.True(reader[sequence].IsIntact(sequence));
        reader.Release(count);
    }

    private static void ObserveAll(Observer<TestRecord> observer, long cursor)
    {
        while (observer.Position < cursor)
        {
            if (observer.TryRead(out var record) == ObserveStatus.Read)
                Assert.True(record.IsIntact(observer.Position - 1));
        }
    }

    private sealed record Claiming(Peer Peer, int Index) : IDisposable
    {
        public void Dispose() => Peer.Dispose();
    }
}
