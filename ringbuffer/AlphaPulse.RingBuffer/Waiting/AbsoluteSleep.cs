using System.Diagnostics;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>Sleeps until a moment rather than for a time, so that what happens before the sleep does not add up.</summary>
/// <remarks>Thread-safe: it has no state but the calling thread's timer slack.</remarks>
public static class AbsoluteSleep
{
    private const int TimerAbsolute = 1;
    private const long NsPerSecond = 1_000_000_000;

    /// <summary>Now, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public static long NowNs()
    {
        // On Linux a Stopwatch tick is a nanosecond of CLOCK_MONOTONIC.
        Debug.Assert(Stopwatch.Frequency == NsPerSecond);
        return Stopwatch.GetTimestamp();
    }

    /// <summary>Sleeps until a moment; returns at once if it has passed.</summary>
    /// <param name="monotonicNs">Nanoseconds of CLOCK_MONOTONIC.</param>
    public static void Until(long monotonicNs)
    {
        if (monotonicNs <= 0)
            return;
        var deadline = TimeSpecOf(monotonicNs);
        while (NativeMethods.SleepUntil(NativeMethods.ClockMonotonic, TimerAbsolute, in deadline, 0) == NativeMethods.Eintr)
        {
        }
    }

    internal static NativeMethods.TimeSpec TimeSpecOf(long ns) => new() { Seconds = ns / NsPerSecond, Nanoseconds = ns % NsPerSecond };

    /// <summary>Lets the kernel end this thread's sleeps as punctually as it can: timer slack of 1 ns instead of 50 µs.</summary>
    public static void MakeThreadPunctual() => _ = NativeMethods.ProcessControl(NativeMethods.PrSetTimerSlack, 1, 0, 0, 0);
}
