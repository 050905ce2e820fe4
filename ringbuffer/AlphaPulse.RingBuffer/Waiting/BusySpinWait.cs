namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>Never gives the core away. Lowest latency; needs a core of its own for each thread that uses it.</summary>
public struct BusySpinWait : IWaitStrategy
{
    /// <inheritdoc/>
    public readonly bool ShouldBlock => false;

    /// <inheritdoc/>
    public readonly void Wait() => Thread.SpinWait(1);

    /// <inheritdoc/>
    public readonly void Reset()
    {
    }
}
