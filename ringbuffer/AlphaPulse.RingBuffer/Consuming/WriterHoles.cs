using System.Diagnostics;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>
/// What a reader of a ring for many writers has to do besides: pass over sequences that nobody published, and see to it that the claim
/// of a dead writer does not hold it up.
/// </summary>
/// <remarks>
/// A reader that finds nothing looks every 10 ms whether something is claimed that is stamped, or whose owner does not live; an
/// observer, which does not see the writers' table, whether something is claimed and did not move since. Then it opens the ring once
/// more, read-write, and has the cursor moved over what is stamped and the holes closed whose owner the kernel says is gone, see <see cref="DeadWriters"/>. So a dead writer delays a reader by some
/// 10 ms, an observer by some 20; one that sleeps until it is woken, by its longest sleep besides, 50 ms. A reader that may not write to
/// the files leaves it to others.
/// </remarks>
internal sealed unsafe class WriterHoles
{
    private static readonly long s_probeTicks = Stopwatch.Frequency / 100;

    private readonly RingFile _ring;
    private readonly SlotStamps _stamps;
    private long _nextProbe;
    private long _stuckAt = -1;

    private WriterHoles(RingFile ring)
    {
        _ring = ring;
        _stamps = ring.Stamps;
    }

    /// <summary>Null for a ring of one writer, which has no holes.</summary>
    internal static WriterHoles? Of(RingFile ring) => ring.Header.HasManyWriters ? new WriterHoles(ring) : null;

    /// <summary>The first tombstone between two sequences; the end if there is none. To be called after the load (acquire) that gave the end.</summary>
    internal long NextTombstone(long from, long end)
    {
        // Raised before a tombstone is stamped, see RaiseLastTombstone. While it lies behind the reader no stamp is looked at.
        var behindLast = Math.Min(end, Volatile.Read(ref _ring.Counter(RingLayout.LastTombstoneOffset)));
        for (var sequence = from; sequence < behindLast; sequence++)
        {
            if (_stamps.IsTombstone(sequence))
                return sequence;
        }

        return end;
    }

    /// <summary>Whether there may be a tombstone at or behind a sequence.</summary>
    internal bool MayLieAhead(long sequence) => Volatile.Read(ref _ring.Counter(RingLayout.LastTombstoneOffset)) > sequence;

    internal bool IsTombstone(long sequence) => _stamps.IsTombstone(sequence);

    /// <summary>The next probe is due at once: no writer lives.</summary>
    internal void ProbeSoon() => Volatile.Write(ref _nextProbe, 0);

    /// <summary>Nothing was found at the cursor. True if it is worth to look again.</summary>
    internal bool Probe(long cursor)
    {
        var now = Stopwatch.GetTimestamp();
        if (now < Volatile.Read(ref _nextProbe))
            return false;
        Volatile.Write(ref _nextProbe, now + s_probeTicks);
        var isClaimed = Volatile.Read(ref *_ring.Claim) != cursor;

        // Stamped: who should move the cursor over it is about to, or dead.
        var isStuck = isClaimed && (_ring.HasControl
            ? _stamps.CountOf(Volatile.Read(ref _stamps[cursor]), cursor) != 0 || DeadWriters.LivingOwner(_ring, cursor, -1) < 0
            : _stuckAt == cursor);
        _stuckAt = isClaimed ? cursor : -1;

        // Asked last: where records flow, the cursor has gone on since it was loaded, and nothing is wrong.
        return isStuck && Volatile.Read(ref *_ring.Cursor) == cursor && TryCloseHoles();
    }

    private bool TryCloseHoles()
    {
        using var ring = _ring.TryOpenForRepair();
        if (ring is null)
            return false;
        DeadWriters.CloseHoles(ring, -1);
        return true;
    }
}
