using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Steps;

namespace AlphaPulse.RingBuffer.Consuming;

public sealed unsafe partial class GatedReader<T>
{
    /// <summary>Null if no dead reader of that name has an entry.</summary>
    private static GatedReader<T>? TakeOver(RingFile ring, string name, UpstreamReaders? upstream)
    {
        for (var i = 0; i < RingLayout.MaxReaders; i++)
        {
            if (!IsEntryOf(ring, i, name) || !FileLocks.TryLock(ring.Control.Handle, RingLayout.FirstReaderLock + i))
                continue;
            ProtocolSteps.Reached(ProtocolStep.TakeOverLocked);
            if (!ring.IsCurrent())
                throw ring.BeingReplaced();
            if (!IsEntryOf(ring, i, name) || ring.Reader(i).JoinSequence == ReaderEntry.NotStarted)
            {
                FileLocks.Unlock(ring.Control.Handle, RingLayout.FirstReaderLock + i);
                continue;
            }

            ref var entry = ref ring.Reader(i);

            // The later of the two: it may have died between the two stores of its start.
            var position = Math.Max(Volatile.Read(ref entry.Position), entry.JoinSequence);
            var cursor = ring.LoadCursor(least: 0);
            var claim = Volatile.Read(ref *ring.Claim);
            if (position < ring.Header.FirstSequence || position > cursor || claim - position > ring.Capacity)
                throw ring.Corrupted($"position of the dead reader '{name}' (cursor {cursor}, claim {claim})", position);
            ProtocolSteps.Reached(ProtocolStep.TakeOverChecked);
            Volatile.Write(ref entry.Position, position);
            entry.Pid = Environment.ProcessId;
            entry.DependsOn = upstream?.Mask ?? 0;
            return new GatedReader<T>(ring, i, position, upstream, hasTakenOver: true);
        }

        return null;
    }

    private static bool TryLockEntry(RingFile ring, int index, bool evenOfDead)
    {
        if ((!evenOfDead && IsActive(ring, index)) || !FileLocks.TryLock(ring.Control.Handle, RingLayout.FirstReaderLock + index))
            return false;
        if (evenOfDead || !IsActive(ring, index))
            return true;

        // Somebody has joined there since, and died.
        FileLocks.Unlock(ring.Control.Handle, RingLayout.FirstReaderLock + index);
        return false;
    }

    private static bool IsActive(RingFile ring, int index) => Volatile.Read(ref ring.Reader(index).State) == ReaderEntry.Active;

    private static bool IsEntryOf(RingFile ring, int index, string name) => IsActive(ring, index) && ring.Reader(index).GetName() == name;
}
