using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;

namespace AlphaPulse.RingBuffer.Tests.Hostile;

/// <summary>A file that is cut off while it is mapped: the limit, which no program can lift, and what is told before it is reached.</summary>
public sealed class ShrunkFileTests : IDisposable
{
    // As often as anybody looks who finds nothing to do.
    private const int Looks = 1024;

    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Cut_UnderAnObserverThatReadsOn_TheKernelEndsIt()
    {
        using (var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 4096 }))
        {
            for (var i = 0; i < 10; i++)
                writer.TryPublish(default);
        }

        using var observer = Peer.Start("observe-one", _directory.Ring());
        observer.Expect("ready");
        Cut("data", RingLayout.SlotsOffset);
        observer.Say("go");

        // SIGBUS, or the SIGABRT that the runtime makes of it.
        Assert.InRange(observer.WaitForExit(), 128 + 6, 128 + 7);
    }

    [Fact]
    public void Cut_UnderWhoHasNothingToDo_IsToldAsCorrupted()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 4096 });
        using var first = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "first" });
        using var second = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "second", After = ["first"] });
        using var observer = Observer<TestRecord>.Attach(_directory.Ring());
        using var inspector = RingInspector.Attach(_directory.Ring());
        for (var look = 0; look < 3 * Looks; look++)
        {
            Assert.Equal(0, first.Available());
            Assert.Equal(0, second.Available());
            Assert.Equal(ObserveStatus.Empty, observer.TryRead(out _));
        }

        Cut("data", RingLayout.SlotsOffset);
        IsTold(() => first.Available());
        IsTold(() => second.Available());
        IsTold(() => observer.TryRead(out _));
        IsTold(() => inspector.Look());
        Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => Observer<TestRecord>.Attach(_directory.Ring())).Fault);
    }

    [Fact]
    public void Cut_ControlUnderAWriterWhoseRingIsFull_IsToldAsCorrupted()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 4, DeadReaders = DeadReaderPolicy.Wait });
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "slow" });
        while (writer.TryPublish(default) == ClaimStatus.Claimed)
        {
        }

        // The page of the first reader's entry stays.
        Cut("control", RingLayout.ReadersOffset + 0x1000);
        IsTold(() => writer.TryClaim());
    }

    private static void IsTold(Action look)
    {
        var e = Assert.Throws<RingException>(() =>
        {
            for (var i = 0; i <= Looks; i++)
                look();
        });
        Assert.Equal(RingFault.Corrupted, e.Fault);
        Assert.Contains("was cut off", e.Message);
    }

    private void Cut(string name, long length)
    {
        using var file = File.OpenHandle(Path.Combine(_directory.Ring(), name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.SetLength(file, length);
    }
}
