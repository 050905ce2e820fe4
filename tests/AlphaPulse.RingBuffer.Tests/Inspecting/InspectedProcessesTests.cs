using System.Diagnostics;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;

namespace AlphaPulse.RingBuffer.Tests.Inspecting;

/// <summary>Who holds a ring's lifelines, whom the writer waits for, and what is left when they are killed.</summary>
public sealed class InspectedProcessesTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void FindProcess_WriterAndReadersOfOtherProcesses_AreNamedByTheKernel()
    {
        using var writer = Peer.Start("write", _directory.Ring(), "64", "0", "10");
        writer.Expect("ready");
        using var first = Peer.Start("hold", _directory.Ring(), "first");
        first.Expect("ready");
        using var second = Peer.Start("hold", _directory.Ring(), "second");
        second.Expect("ready");
        using var inspector = RingInspector.Attach(_directory.Ring());
        var readers = inspector.Look().Readers;

        Assert.Equal(writer.Id, inspector.FindWriterProcess());
        Assert.Equal(writer.Id, inspector.FindWriterProcess(likely: first.Id));
        Assert.Equal([first.Id, second.Id], readers.Select(inspector.FindReaderProcess));

        // A reader's own word for its id is not believed: it may come from another pid namespace.
        Assert.Equal(second.Id, inspector.FindReaderProcess(readers[1] with { ProcessId = first.Id }));
    }

    [Fact]
    public void Attach_RingOfAnotherProcess_MapsBothFilesReadOnly()
    {
        using var writer = Peer.Start("write", _directory.Ring(), "64", "0", "10");
        writer.Expect("ready");
        using var inspector = RingInspector.Attach(_directory.Ring());

        var maps = File.ReadAllLines("/proc/self/maps").Where(line => line.Contains(_directory.Path, StringComparison.Ordinal)).ToList();
        Assert.Equal(2, maps.Count);
        Assert.All(maps, line => Assert.Equal("r--s", line.Split(' ')[1]));
    }

    [Fact]
    public void Look_ReaderThatWasKilled_IsShownDeadUntilTheWriterClosesItsEntry()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var doomed = Peer.Start("hold", _directory.Ring(), "doomed");
        doomed.Expect("ready");
        using var inspector = RingInspector.Attach(_directory.Ring());
        doomed.Signal(Peer.Stop);
        Assert.True(Assert.Single(inspector.Look().Readers).IsAlive);
        doomed.KillAndWait();

        var dead = Assert.Single(inspector.Look().Readers);
        Assert.Equal((false, true), (dead.IsAlive, dead.IsGating));
        Assert.Null(inspector.FindReaderProcess(dead));
        Eventually.True(() => writer.TryPublish(default) == ClaimStatus.Claimed && inspector.Look() is { Readers.Count: 0, ReclaimedReaders: 1 }, "the writer closed its entry");
    }

    [Fact]
    public void Look_FullRing_SaysSinceWhenTheWriterWaitsForWhom()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var fast = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "fast" });
        using var slow = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "slow" });
        using var inspector = RingInspector.Attach(_directory.Ring());
        var before = Stopwatch.GetTimestamp();
        while (writer.TryPublish(default) == ClaimStatus.Claimed)
            fast.Release(fast.Available());
        var full = Stopwatch.GetTimestamp();
        Eventually.True(() => writer.TryClaim() == ClaimStatus.Full && inspector.Look().Readers[1].HeldSinceNs != 0, "the wait for 'slow' is shown");

        var seen = inspector.Look();
        Assert.Equal(0, seen.Readers[0].HeldSinceNs);
        Assert.InRange(seen.Readers[1].HeldSinceNs, before, full);
        slow.Release(slow.Available());
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim());
        Assert.Equal(0, inspector.Look().Readers[1].HeldSinceNs);
    }

    [Fact]
    public void HeldSince_ManyWriters_IsShownAgainByWhoIsStillHeldUp()
    {
        using var first = MultiWriterRing<TestRecord>.Create(_directory.Ring(), "first", new RingOptions { Capacity = 64 });
        using var slow = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "slow" });
        using var inspector = RingInspector.Attach(_directory.Ring());
        var before = Stopwatch.GetTimestamp();
        while (first.TryPublish(default) == ClaimStatus.Claimed)
        {
        }

        var full = Stopwatch.GetTimestamp();
        Eventually.True(() => first.TryClaim() == ClaimStatus.Full && HeldSince() != 0, "the wait is shown");
        Assert.InRange(HeldSince(), before, full);

        // One that joins forgets what the dead left, and cannot tell it from what the living show.
        using var second = MultiWriterRing<TestRecord>.Join(_directory.Ring(), "second");
        Assert.Equal(0, HeldSince());
        Assert.Equal(ClaimStatus.Full, first.TryClaim());
        Assert.InRange(HeldSince(), before, full);
        Eventually.True(() => second.TryClaim() == ClaimStatus.Full && inspector.Look().FullCount > 0 && second.SlowestReader == 0, "the second one waits, too");
        slow.Release(slow.Available());
        Assert.Equal(ClaimStatus.Claimed, first.TryClaim());
        Assert.Equal(0, HeldSince());

        // What it waits for now is the claim of the other writer, and no reader.
        while (second.TryPublish(default) == ClaimStatus.Claimed)
        {
        }

        var since = Stopwatch.GetTimestamp();
        Eventually.True(() => second.TryClaim() == ClaimStatus.Full && Stopwatch.GetElapsedTime(since).TotalMilliseconds > 30, "a long wait");
        Assert.Equal((-1, first.Index), (second.SlowestReader, second.StalledWriter));
        Assert.Equal(0, HeldSince());

        long HeldSince() => Assert.Single(inspector.Look().Readers).HeldSinceNs;
    }

    [Fact]
    public void HeldSince_WriterThatClosesOrResumes_StartsAnew()
    {
        var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var slow = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "slow" });
        using var inspector = RingInspector.Attach(_directory.Ring());
        while (writer.TryPublish(default) == ClaimStatus.Claimed)
        {
        }

        Eventually.True(() => writer.TryClaim() == ClaimStatus.Full && inspector.Look().Readers[0].HeldSinceNs != 0, "the wait is shown");
        writer.Dispose();
        Assert.Equal(0, inspector.Look().Readers[0].HeldSinceNs);
        using (var file = MappedFile.OpenReadWrite(Path.Combine(_directory.Ring(), "control"), 1))
            file.At<long>(RingLayout.ReadersOffset + 0xE0) = 12345; // what a killed writer leaves
        Assert.Equal(12345, inspector.Look().Readers[0].HeldSinceNs);
        using var successor = RingWriter<TestRecord>.Resume(_directory.Ring());
        Assert.Equal(0, inspector.Look().Readers[0].HeldSinceNs);
    }
}
