using System.Diagnostics;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Waiting;

public sealed class BackOffWaitTests
{
    // Compared with the shortest sleep that a timer of milliseconds has, in the same run: no absolute time is asserted. The
    // quickest of many, because any single one may be interrupted.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Wait_IdleForLong_SleepsShorterThanATimerTick(bool isReset)
    {
        AbsoluteSleep.MakeThreadPunctual();
        var wait = default(BackOffWait);
        if (isReset)
            wait.Reset();
        for (var i = 0; i < 30; i++)
            wait.Wait();

        var backOff = Quickest(() => wait.Wait());

        var tick = Quickest(() => AbsoluteSleep.Until(AbsoluteSleep.NowNs() + 1_000_000));
        Assert.True(backOff < tick, $"a wait took {backOff} ns, a millisecond {tick} ns");
        Assert.True(backOff >= BackOffWait.MaxSleepNs, $"a wait took {backOff} ns: it does not sleep");
    }

    private static long Quickest(Action action)
    {
        var quickest = long.MaxValue;
        for (var i = 0; i < 50; i++)
        {
            var started = Stopwatch.GetTimestamp();
            action();
            quickest = Math.Min(quickest, Stopwatch.GetTimestamp() - started);
        }

        return quickest;
    }
}
