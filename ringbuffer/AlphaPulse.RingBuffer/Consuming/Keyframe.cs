using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>Where the last complete snapshot of a ring begins.</summary>
internal static unsafe class Keyframe
{
    /// <summary>No snapshot, or one that the writer may be overwriting.</summary>
    internal const long None = -1;

    /// <summary>
    /// The sequence of the keyframe's first record if it is intact now, else <see cref="None"/>.
    /// </summary>
    /// <remarks>
    /// Mark, then cursor, then claim: the writer publishes a snapshot before it marks it, and claims before it publishes. That a
    /// slot is intact now says nothing about later: each copy is checked by itself.
    /// </remarks>
    internal static long Load(RingFile ring, out long cursor)
    {
        var mark = Volatile.Read(ref ring.LastKeyframe);
        cursor = ring.LoadCursor(least: 0);
        var claim = Volatile.Read(ref *ring.Claim);
        if (mark == 0)
            return None;
        var first = mark - 1;
        if (first < ring.Header.FirstSequence || first >= cursor)
            throw ring.Corrupted($"last keyframe (cursor {cursor})", first);
        return claim - first <= ring.Capacity ? first : None;
    }
}
