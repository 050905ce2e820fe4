using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Publishing;

/// <summary>What dead writers of a ring for many left: sequences that were claimed and never will be stamped.</summary>
/// <remarks>
/// <para>At the cursor h: 1. claim is loaded (acquire); h below it is claimed. 2. the word of h's stamp is loaded, and then the cursor
/// once more: it still stands at h, so the word is that of this lap or an older one, and h is not stamped. 3. Every living
/// writer's record (From, To) is loaded. If one covers h, that writer may own h and only the kernel may say that it is dead: nothing
/// is done. 4. Otherwise h becomes a tombstone by a compare-and-swap from the stamp that step 2 saw.</para>
/// <para>Why no living writer is robbed: h's owner stored its record before the compare-and-swap that claimed h, so step 3 sees it, or
/// a later one. A later one is stored only after h's stamp; then step 4 finds the stamp changed. A stamp never has the same value
/// twice, so a thread that is paused before step 4, however long, changes nothing. So there is no lock, and who closes a hole may die
/// at any step.</para>
/// <para>A record that the claim's compare-and-swap failed on, or that was stored by a writer that is paused before it, covers h
/// without owning it: it delays the closing until that writer goes on. Which of the two it is, nobody can know.</para>
/// </remarks>
internal static unsafe class DeadWriters
{
    /// <summary>Moves the cursor over what is stamped, closes the holes of dead writers, until nothing is claimed that is not settled.</summary>
    /// <param name="ring">The ring, both files mapped read-write.</param>
    /// <param name="self">Index of the calling writer, which lives; -1 for none.</param>
    /// <returns>The living writer at whose claim it stopped, or -1.</returns>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>.</exception>
    internal static int CloseHoles(RingFile ring, int self)
    {
        var stamps = ring.Stamps;
        var before = Volatile.Read(ref *ring.Cursor);
        var owner = CloseAll(ring, stamps, self);
        if (Volatile.Read(ref *ring.Cursor) != before)
            RingWake.Call(ring.Wake);
        return owner;
    }

    /// <summary>
    /// Says that tombstones may lie below a sequence. Before a tombstone's stamp, and so before the cursor passes it: who loads the
    /// cursor (acquire) and then this word misses none.
    /// </summary>
    internal static void RaiseLastTombstone(RingFile ring, long end)
    {
        ref var last = ref ring.Counter(RingLayout.LastTombstoneOffset);
        long seen;
        while ((seen = Volatile.Read(ref last)) < end)
            Interlocked.CompareExchange(ref last, end, seen);
    }

    /// <summary>A living writer that claims a sequence, as far as its record says; -1 if there is none.</summary>
    internal static int LivingOwner(RingFile ring, long sequence, int self)
    {
        for (var i = 0; i < RingLayout.MaxWriters; i++)
        {
            ref var entry = ref ring.Writer(i);
            var from = Volatile.Read(ref entry.From);
            if (from <= sequence && sequence < Volatile.Read(ref entry.To) && (i == self || ring.IsSharedWriterAlive(i)))
                return i;
        }

        return -1;
    }

    private static int CloseAll(RingFile ring, SlotStamps stamps, int self)
    {
        while (true)
        {
            var hole = stamps.Advance(ring.Cursor, Volatile.Read(ref *ring.Cursor));
            var claim = Volatile.Read(ref *ring.Claim);
            if (claim == hole)
                return -1;
            if ((ulong)(claim - hole) > (ulong)ring.Capacity)
            {
                // Right, if the cursor went on meanwhile.
                if (Volatile.Read(ref *ring.Cursor) != hole)
                    continue;
                throw ring.Corrupted($"claim (cursor {hole})", claim);
            }

            var seen = Volatile.Read(ref stamps[hole]);
            if (stamps.CountOf(seen, hole) != 0 || Volatile.Read(ref *ring.Cursor) != hole)
                continue;
            var owner = LivingOwner(ring, hole, self);
            if (owner >= 0)
                return owner;
            ProtocolSteps.Reached(ProtocolStep.MultiHoleFound);
            RaiseLastTombstone(ring, hole + 1);
            ProtocolSteps.Reached(ProtocolStep.MultiTombstoneAnnounced);
            if (Interlocked.CompareExchange(ref stamps[hole], stamps.Tombstone(hole), seen) != seen)
                continue;
            ProtocolSteps.Reached(ProtocolStep.MultiTombstoneStored);
            Interlocked.Increment(ref ring.Counter(RingLayout.TombstonesOffset));
        }
    }
}
