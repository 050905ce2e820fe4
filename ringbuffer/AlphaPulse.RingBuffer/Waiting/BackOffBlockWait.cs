namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// A <see cref="BackOffWait"/> that blocks once nothing has come for some 5 ms. The default on few cores: while records flow no writer
/// ever has to wake anybody, and an idle thread costs about nothing.
/// </summary>
public struct BackOffBlockWait : IWaitStrategy
{
    // Spins and yields take no time, the sleeps 20, 40, 80 and 160 µs, then 200 µs each: 5 ms. Shorter, and a feed of some hundred
    // records a second would wake its reader for each; longer, and a pause costs more looks than the wake that it saves.
    private const int Looks = BackOffWait.Spins + BackOffWait.Yields + 4 + 23;

    private BackOffWait _backOff;
    private int _idle;

    /// <inheritdoc/>
    public readonly bool ShouldBlock => _idle >= Looks;

    /// <inheritdoc/>
    public void Wait()
    {
        if (_idle < Looks)
            _idle++;
        _backOff.Wait();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _idle = 0;
        _backOff.Reset();
    }
}
