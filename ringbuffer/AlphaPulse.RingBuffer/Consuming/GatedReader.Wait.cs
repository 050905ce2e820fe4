using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Consuming;

public sealed unsafe partial class GatedReader<T>
{
    private RingWaiter? _waiter;

    /// <summary>
    /// True while the kernel says that a writer, of many any one, holds the ring. A system call: not for every record. After false, the
    /// next <see cref="Available"/> finds all that will come: it passes over what dead writers left.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The reader has left.</exception>
    public bool IsWriterAlive
    {
        get
        {
            var isAlive = OpenRing.IsWriterAlive();
            if (!isAlive)
                _holes?.ProbeSoon();
            return isAlive;
        }
    }

    /// <summary>Where this reader is woken: by the writer, or by the readers before it. Mapped until <see cref="Dispose"/>.</summary>
    internal nint WakeAddress => (nint)(_upstream is null ? _ring.Wake : _ring.PositionWake);

    /// <summary>
    /// Waits until a record can be read: looks for about a microsecond, then sleeps until it is woken. For a loop of one ring; who
    /// visits several uses a pipeline.
    /// </summary>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>
    /// True: <see cref="Available"/> is above 0. False: the time is over, or the ring is closed and everything was read; whether the
    /// writer died must be asked (<see cref="IsWriterAlive"/>), nothing wakes a reader then.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="Memory.RingException">As <see cref="Available"/>.</exception>
    /// <exception cref="ObjectDisposedException">The reader has left.</exception>
    public bool WaitForRecords(TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);

        // By the first call, whether it comes to a sleep or not: no later one allocates.
        _waiter ??= new RingWaiter([WakeAddress]);
        var deadline = DeadlineNs(timeout);
        var wait = default(BlockWait);
        var isAnnounced = false;
        while (true)
        {
            // State before cursor: a close that is seen was preceded by every publication.
            var isClosed = IsClosed;
            if (Available() > 0)
                return true;
            if ((isClosed && Cursor == _position) || AbsoluteSleep.NowNs() >= deadline)
                return false;
            if (!wait.ShouldBlock)
            {
                wait.Wait();
            }
            else if (!isAnnounced)
            {
                _waiter.Announce();
                isAnnounced = true;
            }
            else
            {
                _waiter.Sleep(deadline);
                isAnnounced = false;
            }
        }
    }

    private static long DeadlineNs(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
            return long.MaxValue;
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        var now = AbsoluteSleep.NowNs();
        return timeout.Ticks < (long.MaxValue - now) / TimeSpan.NanosecondsPerTick ? now + timeout.Ticks * TimeSpan.NanosecondsPerTick : long.MaxValue;
    }
}
