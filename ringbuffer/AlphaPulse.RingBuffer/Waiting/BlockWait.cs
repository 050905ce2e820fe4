namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// Spins and yields for about a microsecond, then blocks until it is woken. The least processor time: an idle thread has none to
/// itself and a busy machine keeps its cores. Each record that comes alone pays for a wake, its writer with a system call.
/// </summary>
/// <remarks>Where the thread cannot be woken, as in <c>RingWriter.Claim</c>, it is a <see cref="BackOffWait"/>.</remarks>
public struct BlockWait : IWaitStrategy
{
    // As many as BackOffWait spins and yields before its first sleep.
    private const int Looks = BackOffWait.Spins + BackOffWait.Yields;

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
