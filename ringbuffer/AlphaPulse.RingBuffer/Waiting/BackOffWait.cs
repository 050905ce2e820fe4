namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// Spins, then yields, then sleeps for a time that doubles up to a bound. On few cores nobody may spin for long.
/// A record that arrives while the thread sleeps waits for at most the bound.
/// </summary>
public struct BackOffWait : IWaitStrategy
{
    internal const int Spins = 10;
    internal const int Yields = 5;
    private const long FirstSleepNs = 20_000;

    /// <summary>Longest sleep: 200 µs bounds what sleeping adds to delivery; an idle thread then wakes 5,000 times a second.</summary>
    public const long MaxSleepNs = 200_000;

    private int _idle;
    private long _sleepNs;

    /// <inheritdoc/>
    public readonly bool ShouldBlock => false;

    /// <inheritdoc/>
    public void Wait()
    {
        if (_idle < Spins)
        {
            _idle++;
            Thread.SpinWait(4);
        }
        else if (_idle < Spins + Yields)
        {
            _idle++;
            Thread.Yield();
        }
        else
        {
            // From 0, so that a default instance works without a Reset before its first Wait.
            _sleepNs = Math.Clamp(_sleepNs * 2, FirstSleepNs, MaxSleepNs);
            AbsoluteSleep.Until(AbsoluteSleep.NowNs() + _sleepNs);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _idle = 0;
        _sleepNs = 0;
    }
}
