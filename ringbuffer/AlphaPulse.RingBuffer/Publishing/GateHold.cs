using System.Diagnostics;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Publishing;

/// <summary>
/// For tools: shows in the reader table which reader a full ring waits for, and since when. A writer's private state; it stores
/// into the table only when a wait gets long and when a long one ends, so that a ring that is full for microseconds, however
/// often, touches no line that readers look at. Of many writers the last one that stores is seen; who is still held up stores again.
/// </summary>
internal struct GateHold
{
    // As rare as the question to the kernel whether the reader lives.
    private static readonly long s_shownFrom = Stopwatch.Frequency / 100;

    private int _place;
    private long _since;
    private bool _isShown;

    internal readonly bool IsOn => _since != 0;

    /// <summary>A claim found the ring full.</summary>
    /// <param name="ring">Whose table shows it.</param>
    /// <param name="reader">Place of the slowest reader.</param>
    /// <param name="now">By <see cref="Stopwatch"/>, whose ticks are nanoseconds of CLOCK_MONOTONIC here.</param>
    internal void Full(RingFile ring, int reader, long now)
    {
        if (!IsOn || reader != _place)
        {
            End(ring);
            (_place, _since) = (reader, now);
        }
        else if (now - _since >= s_shownFrom)
        {
            // Also what another writer shows, which may have died meanwhile.
            _isShown = true;
            if (Volatile.Read(ref ring.Reader(_place).HeldSinceNs) == 0)
                Volatile.Write(ref ring.Reader(_place).HeldSinceNs, _since);
        }
    }

    /// <summary>A claim succeeded, or waits for somebody else now.</summary>
    internal void End(RingFile ring)
    {
        _since = 0;
        if (!_isShown)
            return;
        _isShown = false;
        Volatile.Write(ref ring.Reader(_place).HeldSinceNs, 0);
    }

    /// <summary>What writers before this one were waiting for when they died. One that lives shows it again.</summary>
    internal static void ClearAll(RingFile ring)
    {
        for (var place = 0; place < RingLayout.MaxReaders; place++)
        {
            if (Volatile.Read(ref ring.Reader(place).HeldSinceNs) != 0)
                Volatile.Write(ref ring.Reader(place).HeldSinceNs, 0);
        }
    }
}
