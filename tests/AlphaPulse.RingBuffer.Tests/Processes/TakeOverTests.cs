using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Processes;

/// <summary>A reader goes on where a dead one of its name stopped, and never in the place of a living one.</summary>
public sealed class TakeOverTests : IDisposable
{
    private readonly RingDirectory _directory = new();
    private readonly RingWriter<TestRecord> _writer;

    public TakeOverTests() => _writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });

    public void Dispose()
    {
        _writer.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Attach_AfterAKill_GoesOnAtTheStoredPositionWithEveryRecord()
    {
        using var doomed = Peer.Start("hold", _directory.Ring(), "stage");
        Assert.Equal([0, 0], doomed.ExpectNumbers("ready"));
        Publish(50);
        doomed.KillAndWait();
        Publish(10);
        using var successor = Join("stage");
        Assert.True(successor.HasTakenOver);
        Assert.Equal((0, 0L), (successor.Index, successor.JoinSequence));

        // Lossless all the time: the entry was never free.
        while (_writer.TryClaim() == ClaimStatus.Claimed)
            PublishClaimed();
        Assert.Equal(64, _writer.Cursor);
        Assert.Equal(64, successor.Available());
        for (var sequence = 0; sequence < 64; sequence++)
            Assert.True(successor[sequence].IsIntact(sequence));
        successor.Release(64);
        Publish(1);
    }

    [Fact]
    public void Attach_DeadStageThatAnotherOneFollows_TheFollowerGoesOnBehindTheSuccessor()
    {
        using var doomed = Peer.Start("hold", _directory.Ring(), "first");
        doomed.Expect("ready");
        using var behind = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "second", After = ["first"] });
        Publish(20);
        doomed.KillAndWait();
        using var successor = Join("first");
        Assert.Equal(20, successor.Available());
        successor.Release(20);
        Assert.Equal(20, behind.Available());
        Assert.False(behind.IsUpstreamGone);
    }

    [Fact]
    public void Attach_LivingReaderOfThatName_IsLeftAlone()
    {
        using var living = Join("stage");
        Publish(5);
        using var other = Join("stage");
        Assert.False(living.HasTakenOver || other.HasTakenOver);
        Assert.Equal((1, 5L), (other.Index, other.JoinSequence));
        Assert.Equal(0, living.Position);
    }

    [Fact]
    public void Attach_AnotherNameOrAnEntryThatTheWriterClosed_JoinsAtTheCursor()
    {
        using var doomed = Peer.Start("hold", _directory.Ring(), "stage");
        doomed.Expect("ready");
        Publish(30);
        doomed.KillAndWait();
        using (var other = Join("other"))
            Assert.Equal((false, 30L), (other.HasTakenOver, other.JoinSequence));
        Eventually.True(
            () =>
            {
                if (_writer.TryClaim() == ClaimStatus.Claimed)
                    PublishClaimed();
                return _writer.Cursor > 64;
            },
            "the writer has closed the dead reader's entry");
        using var late = Join("stage");
        Assert.Equal((false, _writer.Cursor), (late.HasTakenOver, late.JoinSequence));
    }

    [Fact]
    public void Attach_NewcomerBeforeTheSuccessor_LeavesItThePlaceOfTheDead()
    {
        using var doomed = Peer.Start("hold", _directory.Ring(), "stage");
        doomed.Expect("ready");
        Publish(50);
        doomed.KillAndWait();
        using var newcomer = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "other" });
        Assert.Equal(1, newcomer.Index);
        using var successor = Join("stage");
        Assert.Equal((true, 0, 50L), (successor.HasTakenOver, successor.Index, successor.Available()));
    }

    [Fact]
    public void Attach_NewcomerAndNoOtherEntry_TakesThatOfTheDead()
    {
        using var doomed = Peer.Start("hold", _directory.Ring(), "stage");
        doomed.Expect("ready");
        doomed.KillAndWait();
        var newcomers = Enumerable.Range(1, RingLayout.MaxReaders).Select(i => GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = $"new {i}" })).ToList();
        Assert.Equal(Enumerable.Range(1, RingLayout.MaxReaders - 1).Append(0), newcomers.Select(reader => reader.Index));
        newcomers.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public void Attach_DeadInTheMiddleOfJoining_IsNotTakenOver()
    {
        using (var ring = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Read, null, ring => ring))
        {
            GatedReader<TestRecord>.Enter(ring, 0, "stage", null);
            ring.Reader(0).State = ReaderEntry.Active;
        }

        // The writer has not looked since: nothing holds it back from a whole lap.
        using var successor = Join("stage");
        Assert.False(successor.HasTakenOver);
    }

    [Fact]
    public void Attach_PositionThatNobodyWrites_IsCorrupted()
    {
        using var doomed = Peer.Start("hold", _directory.Ring(), "stage");
        doomed.Expect("ready");
        Publish(5);
        doomed.KillAndWait();
        using (var ring = RingFile.Attach(_directory.Ring(), RecordSchema.Of<TestRecord>(), RingFile.Access.Read, null, ring => ring))
            ring.Reader(0).Position = 6;
        Assert.Equal(RingFault.Corrupted, Assert.Throws<RingException>(() => Join("stage")).Fault);
    }

    private GatedReader<TestRecord> Join(string name) => GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = name, TakeOver = true });

    private void Publish(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, _writer.TryClaim());
            PublishClaimed();
        }
    }

    private void PublishClaimed()
    {
        _writer[0].Fill(_writer.Cursor);
        _writer.Publish();
    }
}
