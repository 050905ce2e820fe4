using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Inspecting;

public sealed class RingInspectorTests : IDisposable
{
    private readonly RingDirectory _directory = new();
    private readonly RingWriter<TestRecord> _writer;

    public RingInspectorTests() => _writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 8, FirstSequence = 100 });

    public void Dispose()
    {
        _writer.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Facts_RingOfAnyRecord_AreThoseOfTheHeader()
    {
        using var inspector = RingInspector.Attach(_directory.Ring());
        var facts = inspector.Facts;

        Assert.Equal((64, 8L, 0x2000 + 8 * 64L, 100L), (facts.RecordBytes, facts.Capacity, facts.FileBytes, facts.FirstSequence));
        Assert.Equal(RecordSchema.Of<TestRecord>().Text, facts.Schema);
        Assert.Equal((Environment.ProcessId, true), (facts.CreatorProcessId, facts.IsOfThisBoot));
        Assert.InRange(DateTime.UtcNow - facts.CreatedUtc, TimeSpan.FromMinutes(-1), TimeSpan.FromHours(1));
    }

    [Fact]
    public void Look_TwoReaders_TellsHowFarEachIs()
    {
        using var fast = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "fast" });
        using var slow = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "slow", After = ["fast"] });
        Publish(8);
        Assert.Equal(ClaimStatus.Full, _writer.TryClaim());
        Assert.Equal(8, fast.Available());
        fast.Release(8);
        Assert.Equal(8, slow.Available());
        slow.Release(3);
        using var inspector = RingInspector.Attach(_directory.Ring());

        var seen = inspector.Look();
        Assert.Equal((108L, 1L, 1U, false, true, 0L), (seen.Cursor, seen.FullCount, seen.Epoch, seen.IsClosed, seen.IsWriterAlive, seen.ReclaimedReaders));
        Assert.Equal(
            [
                new RingReader(0, "fast", Environment.ProcessId, ReaderState.Active, true, 108, 100, 1, 0, 0),
                new RingReader(1, "slow", Environment.ProcessId, ReaderState.Active, true, 103, 100, 1, 0b1, 0),
            ],
            seen.Readers);
    }

    [Fact]
    public void Look_KeyframeEpochAndRequests_AreThoseOfTheWriter()
    {
        using var inspector = RingInspector.Attach(_directory.Ring());
        Assert.Equal((1U, 100L, null, 0U), Recovery());
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        reader.RequestSnapshot();
        reader.RequestSnapshot();
        Publish(5);
        _writer.MarkKeyframe(103);
        Assert.Equal((1U, 100L, 103L, 2U), Recovery());

        _writer.Dispose();
        using var successor = RingWriter<TestRecord>.Resume(_directory.Ring());
        Assert.Equal((2U, 105L, null, 2U), Recovery());

        (uint Epoch, long EpochStart, long? LastKeyframe, uint SnapshotRequests) Recovery()
        {
            var seen = inspector.Look();
            return (seen.Epoch, seen.EpochStart, seen.LastKeyframe, seen.SnapshotRequests);
        }
    }

    [Fact]
    public void Look_ReaderThatLeft_IsNotThere()
    {
        using var inspector = RingInspector.Attach(_directory.Ring());
        GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "gone" }).Dispose();

        Assert.Empty(inspector.Look().Readers);
    }

    [Fact]
    public void LookAndCopy_LiveRing_ChangeNothing()
    {
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        Publish(1);
        var before = _directory.Fingerprint();
        using (var inspector = RingInspector.Attach(_directory.Ring()))
        {
            inspector.Look();
            inspector.TryCopy(100, new byte[64]);
            inspector.FindWriterProcess();
        }

        Assert.Equal(before, _directory.Fingerprint());
    }

    [Fact]
    public void TryCopy_EachSequence_SaysWhetherTheCopyIsGood()
    {
        using var inspector = RingInspector.Attach(_directory.Ring());
        Publish(21);
        var bytes = new byte[64];
        var intact = inspector.Look().Intact;

        // The claim runs ahead of the cursor by a chunk of 2 here: what that reaches is given up.
        Assert.Equal(121, intact.To);
        Assert.InRange(intact.From, 113, 115);
        Assert.Equal(CopyStatus.NotPublished, inspector.TryCopy(121, bytes));
        Assert.Equal(CopyStatus.NotPublished, inspector.TryCopy(99, bytes));
        for (var sequence = 100; sequence < 121; sequence++)
        {
            var status = inspector.TryCopy(sequence, bytes);
            Assert.Equal(sequence < intact.From ? CopyStatus.Overwritten : CopyStatus.Intact, status);
            if (status == CopyStatus.Intact)
                Assert.True(MemoryMarshal.Read<TestRecord>(bytes).IsIntact(sequence));
        }

        Assert.Throws<ArgumentException>(() => inspector.TryCopy(120, new byte[63]));
    }

    [Fact]
    public void TryCopy_ExtremeSequences_AreNotPublished()
    {
        using var inspector = RingInspector.Attach(_directory.Ring());
        Assert.All([long.MinValue, -1, 0, long.MaxValue], sequence => Assert.Equal(CopyStatus.NotPublished, inspector.TryCopy(sequence, new byte[64])));
    }

    [Fact]
    public void Look_WriterThatIsGone_SaysSoAndRecordsStayReadable()
    {
        Publish(1);
        using var inspector = RingInspector.Attach(_directory.Ring());
        _writer.Dispose();

        var seen = inspector.Look();
        Assert.Equal((false, true, 101L), (seen.IsWriterAlive, seen.IsClosed, seen.Cursor));
        Assert.Null(inspector.FindWriterProcess());
        Assert.Equal(CopyStatus.Intact, inspector.TryCopy(100, new byte[64]));
    }

    [Theory]
    [InlineData(RingLayout.CursorOffset, long.MinValue)]
    [InlineData(RingLayout.CursorOffset, 99L)]
    [InlineData(RingLayout.ClaimOffset, -1L)]
    [InlineData(RingLayout.ClaimOffset, long.MaxValue)]
    [InlineData(RingLayout.ClaimOffset, 100L + 9)]
    public void Look_ImpossibleWord_SaysCorrupted(long offset, long value)
    {
        using var inspector = RingInspector.Attach(_directory.Ring());
        Store("data", offset, value);

        Assert.Equal(RingFault.Corrupted, Assert.Throws<RingException>(inspector.Look).Fault);
    }

    [Fact]
    public void Look_BrokenReader_IsShownAsItIs()
    {
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "broken" });
        using var inspector = RingInspector.Attach(_directory.Ring());
        Store("control", RingLayout.ReadersOffset, long.MaxValue);
        Store("control", RingLayout.ReadersOffset + 0x8C, long.MinValue + int.MaxValue);
        Store("control", RingLayout.ReaderHighWaterOffset, int.MaxValue);

        Assert.Equal(long.MaxValue, Assert.Single(inspector.Look().Readers).Position);
    }

    [Fact]
    public void Look_WakeWords_AreShown()
    {
        using var inspector = RingInspector.Attach(_directory.Ring());
        Assert.Equal((0U, false), (inspector.Look().Wakes, inspector.Look().HasSleepers));
        Store("control", RingLayout.WakeOffset, 5);
        Store("control", RingLayout.PositionWakeOffset, (1L << 32) + 2);

        Assert.Equal((7U, true), (inspector.Look().Wakes, inspector.Look().HasSleepers));
    }

    [Fact]
    public void Attach_NoRing_IsNotFound() =>
        Assert.Equal(RingFault.NotFound, Assert.Throws<RingException>(() => RingInspector.Attach(_directory.Ring("none"))).Fault);

    [Fact]
    public void Look_Disposed_Throws()
    {
        var inspector = RingInspector.Attach(_directory.Ring());
        inspector.Dispose();
        inspector.Dispose();

        Assert.Throws<ObjectDisposedException>(inspector.Look);
        Assert.Throws<ObjectDisposedException>(() => inspector.TryCopy(100, new byte[64]));
        Assert.Throws<ObjectDisposedException>(() => inspector.FindWriterProcess());
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

    private void Store(string file, long offset, long value)
    {
        using var handle = File.OpenHandle(Path.Combine(_directory.Ring(), file), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        RandomAccess.Write(handle, bytes, offset);
    }
}
