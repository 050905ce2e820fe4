using System.Runtime.CompilerServices;

namespace AlphaPulse.RingBuffer.Layout;

/// <summary>
/// The stamps of a ring for many writers: one word a slot, in an array of their own behind the slots. The stamp of the slot of a
/// sequence says whether the sequence was published, and how many were published with it; or that nobody will ever publish it.
/// </summary>
/// <remarks>
/// <para>A word: the low bits that number the slots hold count - 1; above them stands the lap, plus one, so that zeros, which a new
/// file consists of, are no stamp; the sign bit marks a tombstone, whose count is 1. Slot and lap are the sequence, so a stamp never
/// has the same value for two sequences: a comparison with what was seen a lap ago fails. Only the first sequence of those that are
/// published together is stamped: one store for a batch. The words at its other sequences are of earlier laps, or of no meaning.</para>
/// <para>Valid while the sequence is below 2^63 - 2 × capacity. Indices are masked into the array, whatever the sequence.</para>
/// </remarks>
internal readonly unsafe struct SlotStamps(long* stamps, long capacity)
{
    private const long TombstoneBit = long.MinValue;

    private readonly long* _stamps = stamps;
    private readonly long _mask = capacity - 1;

    /// <summary>The word for a sequence.</summary>
    internal ref long this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _stamps[sequence & _mask];
    }

    /// <summary>Stamp of a sequence that was published, with those behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long Published(long sequence, int count) => Lap(sequence) + (count - 1);

    /// <summary>Stamp of a sequence that was claimed and never will be published.</summary>
    internal long Tombstone(long sequence) => Lap(sequence) | TombstoneBit;

    /// <summary>How many sequences a stamp settles from this one on; 0: it is no stamp of this sequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long CountOf(long stamp, long sequence) =>
        (stamp & ~_mask) == Lap(sequence) ? (stamp & _mask) + 1 : stamp == Tombstone(sequence) ? 1 : 0;

    internal bool IsTombstone(long sequence) => Volatile.Read(ref this[sequence]) == Tombstone(sequence);

    /// <summary>
    /// Moves a cursor over all that is stamped. Returns where it stands: at a sequence that was not stamped at a moment after the
    /// call began, at which the cursor stood there. Whoever stamps that sequence later calls this after a full fence, and so finds
    /// what the caller had stamped before its own fence: between them, one moves the cursor over both.
    /// </summary>
    /// <param name="cursor">The word.</param>
    /// <param name="at">What the caller has seen in it.</param>
    internal long Advance(long* cursor, long at)
    {
        while (true)
        {
            var end = EndFrom(at);
            if (end != at)
            {
                // Release of what was acquired with the stamps: who loads the cursor sees the records of all these writers.
                var seen = Interlocked.CompareExchange(ref *cursor, end, at);
                at = seen == at ? end : seen;
                continue;
            }

            // Was the slot of this lap looked at, or, behind the back of a thread that was paused, already that of the next?
            var now = Volatile.Read(ref *cursor);
            if (now == at)
                return at;
            at = now;
        }
    }

    /// <summary>End of what is stamped without a gap from a sequence on, at most a lap.</summary>
    private long EndFrom(long sequence)
    {
        var end = sequence;
        long count;
        while (end - sequence <= _mask && (count = CountOf(Volatile.Read(ref this[end]), end)) != 0)
            end += count;
        return end;
    }

    private long Lap(long sequence) => (sequence & ~_mask) + _mask + 1;
}
