using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Steps;

namespace AlphaPulse.RingBuffer.Publishing;

/// <summary>What writers, of either kind of ring, do about the gated readers.</summary>
internal static class ReaderGates
{
    /// <summary>
    /// The least of a cursor and of the positions of all active readers. The caller has loaded or stored the cursor before a full
    /// fence, and the fence before this: see the remarks of the writers.
    /// </summary>
    /// <param name="ring">The ring.</param>
    /// <param name="cursor">The cursor.</param>
    /// <param name="reader">The slowest reader, or -1 if none is behind the cursor.</param>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>.</exception>
    internal static unsafe long Slowest(RingFile ring, long cursor, out int reader)
    {
        var slowest = cursor;
        reader = -1;
        var highWater = ring.LoadReaderHighWater();
        for (var i = 0; i < highWater; i++)
        {
            ref var entry = ref ring.Reader(i);
            if (Volatile.Read(ref entry.State) != ReaderEntry.Active)
                continue;
            var position = Volatile.Read(ref entry.Position);
            ProtocolSteps.Reached(ProtocolStep.ScanPositionRead);

            // More than a lap behind is possible: a reader that was paused in the middle of joining. It holds the writers
            // up until it has stored its start, or died. Ahead of what is published is not; of many writers another one may
            // have published since.
            if (position < 0 || (position > cursor && position > Volatile.Read(ref *ring.Cursor)))
                throw ring.CorruptedPosition(i, position, cursor);
            if (position < slowest)
            {
                slowest = position;
                reader = i;
            }
        }

        return slowest;
    }

    /// <summary>Closes the entries of dead readers that have not reached a sequence. True if there was one.</summary>
    /// <remarks>All of them, not only the slowest: one that lives may wait for a dead one at the same position.</remarks>
    internal static bool CloseDead(RingFile ring, long below)
    {
        var closed = false;
        for (var i = 0; i < RingLayout.MaxReaders; i++)
        {
            ref var entry = ref ring.Reader(i);
            if (Volatile.Read(ref entry.State) != ReaderEntry.Active || Volatile.Read(ref entry.Position) >= below)
                continue;
            if (!FileLocks.TryLock(ring.Control.Handle, RingLayout.FirstReaderLock + i))
                continue;

            // Nobody holds the lifeline and nobody can take it now: the entry's owner is gone, or has left on its own.
            ProtocolSteps.Reached(ProtocolStep.EvictLocked);
            if (Volatile.Read(ref entry.State) == ReaderEntry.Active)
            {
                Volatile.Write(ref entry.State, ReaderEntry.Free);
                ProtocolSteps.Reached(ProtocolStep.EvictFreed);
                Interlocked.Increment(ref ring.Counter(RingLayout.ReclaimedReadersOffset));
                closed = true;
            }

            FileLocks.Unlock(ring.Control.Handle, RingLayout.FirstReaderLock + i);
            ProtocolSteps.Reached(ProtocolStep.EvictUnlocked);
        }

        return closed;
    }
}
