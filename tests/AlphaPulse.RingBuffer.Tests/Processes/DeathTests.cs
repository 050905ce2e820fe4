using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Processes;

/// <summary>D-13: only the kernel decides who is dead. A killed participant is noticed at once, a stopped one is never robbed.</summary>
public sealed class DeathTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Kill_GatedReader_WriterGoesOnAndTheEntryIsFree()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var reader = Peer.Start("hold", _directory.Ring(), "doomed");
        reader.Expect("ready");
        PublishUntilFull(writer);
        Assert.Equal(64, writer.Cursor);
        Assert.Equal(0, writer.SlowestReader);

        reader.KillAndWait();
        Publish(writer, 1000);
        Assert.Equal(-1, writer.SlowestReader);
        using var successor = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "successor" });
        Assert.Equal(0, successor.Index);
        Assert.Equal(writer.Cursor, successor.JoinSequence);
    }

    [Fact]
    public void Kill_GatedReaderBehindWhichALivingOneWaits_BothPositionsEqual_WriterReclaimsTheDeadOne()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });

        // The dead one has the higher index: a scan for the slowest alone finds the living one first.
        var first = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "makes room" });
        using var doomed = Peer.Start("hold", _directory.Ring(), "doomed");
        Assert.Equal(1, doomed.ExpectNumbers("ready")[0]);
        first.Dispose();
        using var behind = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "behind", After = ["doomed"] });
        Assert.Equal(0, behind.Index);
        PublishUntilFull(writer);
        doomed.KillAndWait();
        Eventually.True(
            () =>
            {
                Assert.Equal(ClaimStatus.Full, writer.TryClaim());
                Assert.Equal(0, behind.Available());
                return behind.IsUpstreamGone;
            },
            "the writer has closed the dead reader's entry");
        behind.Dispose();
        Publish(writer, 100);
    }

    [Fact]
    public void Kill_GatedReaderBehindWhichALivingOneWaits_ItCanKnowWhileTheRingHasRoom()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var doomed = Peer.Start("hold", _directory.Ring(), "doomed");
        doomed.Expect("ready");
        using var behind = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "behind", After = ["doomed"] });
        Publish(writer, 1);
        doomed.Signal(Peer.Stop);
        Eventually.True(() => doomed.State() == 'T', "the reader is stopped");
        Assert.True(behind.IsUpstreamAlive);
        doomed.KillAndWait();
        Assert.Equal(0, behind.Available());
        Assert.False(behind.IsUpstreamAlive);

        // The writer has not asked for it, and so has not closed it.
        Assert.False(behind.IsUpstreamGone);
    }

    [Fact]
    public void Kill_GatedReaderUnderPolicyWait_WriterWaitsForASuccessor()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64, DeadReaders = DeadReaderPolicy.Wait });
        using var doomed = Peer.Start("hold", _directory.Ring(), "doomed");
        doomed.Expect("ready");
        PublishUntilFull(writer);
        doomed.KillAndWait();
        for (var i = 0; i < 1000; i++)
            Assert.Equal(ClaimStatus.Full, writer.TryClaim());
        using var newcomer = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "newcomer" });
        Assert.Equal(ClaimStatus.Full, writer.TryClaim());
        using var successor = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "doomed", TakeOver = true });
        Assert.True(successor.HasTakenOver);
        successor.Release(successor.Available());
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim());
    }

    [Fact]
    public void Stop_GatedReaderForSeconds_IsNeverRobbedAndGoesOnWithEverySequence()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var reader = Peer.Start("read-gated", _directory.Ring(), "paused");
        reader.Expect("ready");
        Publish(writer, 1000);
        reader.Signal(Peer.Stop);
        Eventually.True(() => reader.State() == 'T', "the reader is stopped");
        PublishUntilFull(writer);
        var published = writer.Cursor;

        // Longer than any number of liveness probes: the writer asks the kernel every 10 ms.
        var wait = default(BackOffWait);
        var deadline = AbsoluteSleep.NowNs() + 2_500_000_000;
        Assert.Equal(ClaimStatus.TimedOut, writer.Claim(1, ref wait, deadline));
        Assert.Equal(published, writer.Cursor);
        Assert.Equal(0, writer.SlowestReader);

        reader.Signal(Peer.Continue);
        Publish(writer, 1000);
        var total = writer.Cursor;
        writer.Dispose();
        Assert.Equal([total, 0, 1], reader.ExpectNumbers("read"));
    }

    [Fact]
    public void Kill_Writer_ReaderSeesAllPublishedAndAResumedWriterGoesOn()
    {
        using var writer = Peer.Start("write", _directory.Ring(), "64", "0", $"{long.MaxValue / 4}");
        writer.Expect("ready");
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        using var observer = Observer<TestRecord>.Attach(_directory.Ring());
        Assert.True(reader.IsWriterAlive);
        var inUse = Assert.Throws<RingException>(() => RingWriter<TestRecord>.Resume(_directory.Ring()));
        Assert.Equal(RingFault.InUse, inUse.Fault);

        writer.Say("go");
        ReadAndCheck(reader, 10_000);
        writer.KillAndWait();
        Eventually.True(() => !reader.IsWriterAlive, "the kernel says that the writer is gone");
        while (reader.Available() > 0)
            ReadAndCheck(reader, 1);
        Assert.False(reader.IsClosed);
        Assert.Equal(1u, reader.WriterEpoch);

        var cursor = reader.Position;
        using var successor = Peer.Start("resume", _directory.Ring(), "1000");
        Assert.Equal([cursor, 2], successor.ExpectNumbers("ready"));
        Assert.Equal(2u, reader.WriterEpoch);
        Assert.Equal(2u, observer.WriterEpoch);
        successor.Say("go");
        ReadAndCheck(reader, 1000);
        Assert.Equal([cursor + 1000], successor.ExpectNumbers("written"));
        successor.Say("close");
        Assert.Equal(0, successor.WaitForExit());
        Assert.True(reader.IsClosed);
        Assert.Equal(0, reader.Available());
        ObserveToTheEnd(observer, cursor + 1000);
    }

    [Fact]
    public void Kill_ReaderAgainAndAgain_SameEntryServesEach()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        for (var life = 0; life < 4; life++)
        {
            using var reader = Peer.Start("read-gated", _directory.Ring(), $"life {life}");
            Assert.Equal([0, writer.Cursor], reader.ExpectNumbers("ready"));
            Publish(writer, 500);
            reader.KillAndWait();
            Publish(writer, 500);
        }

        using var file = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Read, null, ring => ring);
        Assert.Equal(4L, file.Counter(RingLayout.ReclaimedReadersOffset));
        Assert.Equal(4u, file.Reader(0).Generation);
    }

    [Fact]
    public void Kill_WriterBetweenClaimAndPublish_NothingOfTheClaimIsSeen()
    {
        using (var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 }))
        {
            Publish(writer, 100);
            Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(10));
            writer[0].Fill(-1);
            writer[9].Fill(-1);
        }

        using var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Oldest);
        using var successor = RingWriter<TestRecord>.Resume(_directory.Ring());
        Assert.Equal(100, successor.Cursor);
        Publish(successor, 5);
        ObserveToTheEnd(observer, 105);
    }

    private static void PublishUntilFull(RingWriter<TestRecord> writer)
    {
        while (writer.TryClaim() == ClaimStatus.Claimed)
        {
            writer[0].Fill(writer.Cursor);
            writer.Publish();
        }
    }

    private static void Publish(RingWriter<TestRecord> writer, int count)
    {
        var wait = default(YieldWait);
        for (var i = 0; i < count; i++)
        {
            var status = writer.Claim(1, ref wait, AbsoluteSleep.NowNs() + 60_000_000_000);
            Assert.Equal(ClaimStatus.Claimed, status);
            writer[0].Fill(writer.Cursor);
            writer.Publish();
        }
    }

    private static void ReadAndCheck(GatedReader<TestRecord> reader, long count)
    {
        while (count > 0)
        {
            var available = Math.Min(count, reader.Available());
            for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
                Assert.True(reader[sequence].IsIntact(sequence));
            reader.Release(available);
            count -= available;
        }
    }

    private static void ObserveToTheEnd(Observer<TestRecord> observer, long cursor)
    {
        var start = observer.Position;
        while (observer.Position < cursor)
        {
            var sequence = observer.Position;
            if (observer.TryRead(out var record) == ObserveStatus.Read)
                Assert.True(record.IsIntact(sequence));
        }

        Assert.Equal(cursor, start + observer.Delivered + observer.Lost);
    }
}
