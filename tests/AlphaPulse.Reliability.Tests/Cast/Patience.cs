using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.Reliability.Tests.Cast;

/// <summary>Waits for what another process does. Far longer than it takes on a busy machine: only what never comes reaches the end.</summary>
internal static class Patience
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    internal static void Until(Func<bool> condition, Func<string> what) =>
        Require(SpinWait.SpinUntil(condition, Limit), $"still not: {what()}");

    internal static void Require(bool condition, string what)
    {
        if (!condition)
            throw new BrokenPromiseException(what);
    }

    /// <summary>Lets time pass, looking now and then.</summary>
    internal static void Hold(TimeSpan time, Action look)
    {
        var end = AbsoluteSleep.NowNs() + (long)time.TotalNanoseconds;
        do
        {
            look();
            AbsoluteSleep.Until(Math.Min(end, AbsoluteSleep.NowNs() + 2_000_000));
        }
        while (AbsoluteSleep.NowNs() < end);
    }
}
