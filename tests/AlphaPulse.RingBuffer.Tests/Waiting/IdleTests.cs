using System.Diagnostics;
using System.Globalization;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;

namespace AlphaPulse.RingBuffer.Tests.Waiting;

/// <summary>
/// An idle feed of ten rings with three stages in another process uses about nothing. The product's bound is 0.5 % of a core over a
/// minute (<c>benchmarks wait --secs 60</c>); here it is a few seconds, and 2 % for a machine on which others evict what it had cached.
/// </summary>
public sealed class IdleTests : IDisposable
{
    private const int Rings = 10;
    private const double MostPercent = 2;

    private readonly RingDirectory _directory = new();
    private readonly List<RingWriter<TestRecord>> _writers;

    public IdleTests() =>
        _writers = [.. Enumerable.Range(0, Rings).Select(i => RingWriter<TestRecord>.Create(_directory.Ring(i.ToString(CultureInfo.InvariantCulture)), new RingOptions { Capacity = 64 }))];

    public void Dispose()
    {
        _writers.ForEach(w => w.Dispose());
        _directory.Dispose();
    }

    [Theory]
    [InlineData("auto", true)]
    [InlineData("block", true)]

    // The control: what sleeps 5,000 times a second is seen.
    [InlineData("back-off", false)]
    public void Process_TenRingsThreeStagesIdle_UsesAboutNothing(string wait, bool isIdle)
    {
        using var peer = Peer.Start("pipeline", _directory.Path, Rings.ToString(CultureInfo.InvariantCulture), wait);
        peer.Expect("ready");
        var handled = PublishToEach();
        AwaitHandled(peer, handled);

        // Until a second's usage is small, start-up and its compilations still run, or other programs keep it from ending them.
        var percent = 100.0;
        for (var i = 0; i < 20 && percent > MostPercent == isIdle; i++)
            percent = PercentOver(TimeSpan.FromSeconds(i == 0 ? 1 : 3), peer);
        Assert.Equal(isIdle, percent <= MostPercent);

        // It is asleep, not dead.
        AwaitHandled(peer, handled + PublishToEach());
        peer.Say("end");
        Assert.Equal("True", peer.Expect("drained")[1]);
    }

    private static double PercentOver(TimeSpan time, Peer peer)
    {
        var before = CpuMicroseconds(peer);
        var started = Stopwatch.GetTimestamp();
        SpinWait.SpinUntil(() => false, time);
        return (CpuMicroseconds(peer) - before) / Stopwatch.GetElapsedTime(started).TotalMicroseconds * 100;
    }

    private static double CpuMicroseconds(Peer peer)
    {
        peer.Say("cpu");
        return peer.ExpectNumbers("cpu")[0];
    }

    private static void AwaitHandled(Peer peer, long records) => Eventually.True(
        () =>
        {
            peer.Say("handled");
            var handled = peer.ExpectNumbers("handled");
            Assert.Equal(0, handled[1]);
            return handled[0] == records;
        },
        $"{records} records are handled");

    private int PublishToEach()
    {
        foreach (var writer in _writers)
        {
            Assert.Equal(ClaimStatus.Claimed, writer.TryClaim());
            writer[0].Fill(writer.Cursor);
            writer.Publish();
        }

        return Rings;
    }
}
