namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>Spins a little, then offers the core to whoever else wants it. Burns an idle core, but shares a busy one.</summary>
public struct YieldWait : IWaitStrategy
{
    // About 1 µs of pauses: longer than one record takes to cross, shorter than a switch of threads.
    private const int Spins = 20;

    private int _idle;

    /// <inheritdoc/>
    public readonly bool ShouldBlock => false;

    /// <inheritdoc/>
    public void Wait()
    {
        if (_idle < Spins)
        {
            _idle++;
            Thread.SpinWait(1);
        }
        else
        {
            Thread.Yield();
        }
    }

    /// <inheritdoc/>
    public void Reset() => _idle = 0;
}
