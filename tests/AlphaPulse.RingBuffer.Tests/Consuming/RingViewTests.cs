using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Consuming;

public sealed class RingViewTests : IDisposable
{
    private readonly RingDirectory _directory = new();
    private readonly RingWriter<long> _writer;

    public RingViewTests() => _writer = RingWriter<long>.Create(_directory.Ring(), new RingOptions { Capacity = 8 });

    public void Dispose()
    {
        _writer.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Read_TwoReaders_TellsHowFarEachIs()
    {
        using var fast = GatedReader<long>.Attach(_directory.Ring(), new ReaderOptions { Name = "fast" });
        using var slow = GatedReader<long>.Attach(_directory.Ring(), new ReaderOptions { Name = "slow" });
        for (var i = 0; i < 8; i++)
            Assert.Equal(ClaimStatus.Claimed, _writer.TryPublish(i));
        Assert.Equal(ClaimStatus.Full, _writer.TryClaim());
        Assert.Equal(8, fast.Available());
        fast.Release(8);
        Assert.Equal(8, slow.Available());
        slow.Release(3);
        using var view = RingView<long>.Attach(_directory.Ring());
        var readers = new List<RingReader>();

        Assert.Equal(8, view.Read(readers));
        Assert.Equal([new RingReader(0, "fast", Environment.ProcessId, 8), new RingReader(1, "slow", Environment.ProcessId, 3)], readers);
        Assert.Equal((8L, 1L, true, false), (view.Capacity, view.FullCount, view.IsWriterAlive, view.IsClosed));
    }

    [Fact]
    public void Read_ReaderThatLeft_IsNotThere()
    {
        using var view = RingView<long>.Attach(_directory.Ring());
        GatedReader<long>.Attach(_directory.Ring(), new ReaderOptions { Name = "gone" }).Dispose();
        var readers = new List<RingReader> { new(9, "stale", 1, 1) };

        Assert.Equal(0, view.Read(readers));
        Assert.Empty(readers);
    }

    [Fact]
    public void Attach_AndRead_ChangesNothing()
    {
        using var reader = GatedReader<long>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        _writer.TryPublish(1);
        var before = _directory.Fingerprint();
        using (var view = RingView<long>.Attach(_directory.Ring()))
            view.Read([]);

        Assert.Equal(before, _directory.Fingerprint());
    }

    [Fact]
    public void View_WriterThatIsGone_SaysSoAndStaysReadable()
    {
        _writer.TryPublish(1);
        using var view = RingView<long>.Attach(_directory.Ring());
        _writer.Dispose();

        Assert.False(view.IsWriterAlive);
        Assert.True(view.IsClosed);
        Assert.Equal(1, view.Read([]));
    }

    [Fact]
    public void Attach_NoRing_IsNotFound() =>
        Assert.Equal(RingFault.NotFound, Assert.Throws<RingException>(() => RingView<long>.Attach(_directory.Ring("none"))).Fault);

    [Fact]
    public void Read_Disposed_Throws()
    {
        var view = RingView<long>.Attach(_directory.Ring());
        view.Dispose();
        view.Dispose();

        Assert.Throws<ObjectDisposedException>(() => view.Read([]));
        Assert.Throws<ObjectDisposedException>(() => view.IsWriterAlive);
    }
}
