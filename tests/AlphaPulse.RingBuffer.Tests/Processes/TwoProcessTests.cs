using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Processes;

/// <summary>D-01, D-02, D-03: what one process publishes, another reads whole, once, in order, or knows that it lost it.</summary>
public sealed class TwoProcessTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(2, 0, 100_000)]
    [InlineData(64, (1L << 31) - 10_000, 1_000_000)]
    [InlineData(64, (1L << 32) - 10_000, 1_000_000)]
    [InlineData(65_536, (1L << 62) - 1_000_000, 2_000_000)]
    public void GatedReader_OfAnotherProcess_GetsEverySequenceOnceInOrder(long capacity, long firstSequence, long count)
    {
        using var writer = Peer.Start("write", _directory.Ring(), $"{capacity}", $"{firstSequence}", $"{count}");
        Assert.Equal([firstSequence, 1], writer.ExpectNumbers("ready"));
        using var reader = Peer.Start("read-gated", _directory.Ring(), "reader");
        Assert.Equal([0, firstSequence], reader.ExpectNumbers("ready"));
        writer.Say("go");
        Assert.Equal([firstSequence + count], writer.ExpectNumbers("written"));
        writer.Say("close");
        Assert.Equal([count, 0, 1], reader.ExpectNumbers("read"));
        Assert.Equal(0, reader.WaitForExit());
        Assert.Equal(0, writer.WaitForExit());
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(64, (1L << 62) - 100_000)]
    [InlineData(65_536, (1L << 32) - 100_000)]
    public void Observer_OfAnotherProcess_DeliveredPlusLostIsPublished(long capacity, long firstSequence)
    {
        const long Count = 2_000_000;
        using var writer = Peer.Start("write", _directory.Ring(), $"{capacity}", $"{firstSequence}", $"{Count}");
        writer.Expect("ready");
        using var observer = Peer.Start("observe", _directory.Ring());
        Assert.Equal([firstSequence], observer.ExpectNumbers("ready"));
        writer.Say("go");
        writer.Expect("written");
        writer.Say("close");
        var observed = observer.ExpectNumbers("observed");
        Assert.Equal(Count, observed[1] + observed[2]);
        Assert.Equal(0, observed[4]);
        Assert.Equal(0, observer.WaitForExit());
    }

    [Fact]
    public void Observer_StoppedWhileTheWriterLaps_CountsExactlyWhatItMissed()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var observer = Peer.Start("observe", _directory.Ring());
        observer.Expect("ready");
        observer.Signal(Peer.Stop);
        Eventually.True(() => observer.State() == 'T', "the observer is stopped");
        Publish(writer, 10_000);
        observer.Signal(Peer.Continue);
        Publish(writer, 10);
        writer.Dispose();
        var observed = observer.ExpectNumbers("observed");
        Assert.Equal(10_010, observed[1] + observed[2]);
        Assert.True(observed[2] >= 10_000 - 64);
        Assert.True(observed[3] >= 1);
        Assert.Equal(0, observed[4]);
    }

    [Fact]
    public void Maps_OfAReader_DataIsReadOnly()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var gated = Peer.Start("hold", _directory.Ring(), "reader");
        gated.Expect("ready");
        using var observer = Peer.Start("observe", _directory.Ring());
        observer.Expect("ready");

        // D-04: the original mapped read-only and stored into it. Positions have a file of their own here.
        Assert.Equal("r--s", MappingOf(gated, "data"));
        Assert.Equal("rw-s", MappingOf(gated, "control"));
        Assert.Equal("r--s", MappingOf(observer, "data"));
        Assert.Null(MappingOf(observer, "control"));
    }

    [Fact]
    public void GatedReader_SixtyFiveInTwoProcesses_LastIsRefusedUntilOneLeaves()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        var readers = Enumerable.Range(0, 63).Select(i => GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = $"reader {i}" })).ToList();
        try
        {
            // D-15: ids come from the table, not from a counter in each process.
            Assert.Equal(Enumerable.Range(0, 63), readers.Select(r => r.Index));
            using var other = Peer.Start("hold", _directory.Ring(), "other process");
            Assert.Equal([63, 0], other.ExpectNumbers("ready"));
            var refused = Assert.Throws<RingException>(() => GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "one too many" }));
            Assert.Equal(RingFault.TooManyReaders, refused.Fault);

            // A killed reader's entry can be taken at once, before any writer has looked.
            other.KillAndWait();
            using var successor = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "successor" });
            Assert.Equal(63, successor.Index);
            readers[17].Dispose();
            using var again = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "again" });
            Assert.Equal(17, again.Index);
        }
        finally
        {
            readers.ForEach(r => r.Dispose());
        }
    }

    private static string? MappingOf(Peer peer, string file) =>
        File.ReadLines($"/proc/{peer.Id}/maps").Where(l => l.EndsWith($"/ring/{file}", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]).SingleOrDefault();

    private static void Publish(RingWriter<TestRecord> writer, int count)
    {
        var wait = default(YieldWait);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, writer.Claim(1, ref wait));
            writer[0].Fill(writer.Cursor);
            writer.Publish();
        }
    }
}
