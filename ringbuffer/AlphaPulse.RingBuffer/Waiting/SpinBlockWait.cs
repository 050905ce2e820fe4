namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// Spins for some 100 µs, then goes on as <see cref="BackOffBlockWait"/>. The default where there are cores to spare: a record that comes
/// within the spin is seen as by <see cref="BusySpinWait"/>, and an idle thread costs about nothing all the same.
/// </summary>
public struct SpinBlockWait : IWaitStrategy
{
    // At 50 ns a pause. Longer than the gap between two records of a feed of 10,000 a second.
    private const int Spins = 2000;

    private BackOffBlockWait _afterSpin;
    private int _spun;

    /// <inheritdoc/>
    public readonly bool ShouldBlock => _afterSpin.ShouldBlock;

    /// <inheritdoc/>
    public void Wait()
    {
        if (_spun < Spins)
        {
            _spun++;
            Thread.SpinWait(1);
        }
        else
        {
            _afterSpin.Wait();
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _spun = 0;
        _afterSpin.Reset();
    }
}
