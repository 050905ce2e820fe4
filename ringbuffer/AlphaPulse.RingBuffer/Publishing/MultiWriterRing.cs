using System.Diagnostics;
using System.Runtime.CompilerServices;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Publishing;

/// <summary>
/// One of many writers of a ring, in as many processes as there are writers: claims slots, hands them out by reference to be filled in
/// place, publishes them. Readers are the same as those of a ring with one writer, and see one order of all writers' records.
/// </summary>
/// <remarks>
/// <para>Protocol. Shared: claim (upper bound of the sequences that belong to somebody), a stamp a slot (see <see cref="SlotStamps"/>),
/// cursor (everything before it is published or a tombstone; the only word that readers poll), a table of writers. 1. The owner
/// records in its table entry which sequences it is about to claim, 2. claims them by a compare-and-swap of claim, only if they are
/// known to fit, 3. fills them, 4. stamps the first of them, with their number, by one release store, 5. moves the cursor by a
/// compare-and-swap (a full fence) over all that is stamped, be it its own or another writer's, 6. clears its record. A writer does not
/// wait for one that claimed before it: who stamps the last missing sequence moves the cursor over all of them.</para>
/// <para>What fits: cursor is loaded, full fence, the readers' positions are loaded, limit = the least of all of them + capacity; claim
/// never passes a limit. The fence pairs with the joining reader's (see <c>GatedReader</c>): either this scan sees the reader, or the
/// reader sees a cursor at or after the one that this scan loaded, and starts there; so no limit, however old and whoever computed
/// it, reaches a slot that a gated reader has not released, nor one that is not published. The compare-and-swap of claim is a full
/// fence before the slots are filled: pairs with the observer's copy, load-load barrier, load of claim.</para>
/// <para>Death: a writer's entry is its own as long as the kernel says that it lives. What a dead one had claimed and not stamped, the
/// readers that wait for it and the writers that a full ring holds back turn into tombstones, see <see cref="DeadWriters"/>: readers
/// pass over them and count them. A writer that is only paused between claim and publication is never robbed: readers, and after a
/// lap the other writers, wait for it; <see cref="StalledWriter"/> names it.</para>
/// <para>Not thread-safe: one thread uses an instance at a time; another thread joins for itself.</para>
/// </remarks>
/// <typeparam name="T">The record, see <see cref="RecordSchema.Of{T}"/>.</typeparam>
public sealed unsafe partial class MultiWriterRing<T> : IClaimer, IDisposable
    where T : unmanaged
{
    // A full ring asks the kernel who of those that it waits for lives at most this often.
    private static readonly long s_livenessProbeTicks = Stopwatch.Frequency / 100;

    private readonly RingFile _ring;
    private readonly DeadReaderPolicy _deadReaders;
    private readonly int _index;
    private readonly byte* _slots;
    private readonly long* _cursor;
    private readonly long* _claim;
    private readonly WriterEntry* _entry;
    private readonly WakeWords* _wake;
    private readonly SlotStamps _stamps;
    private readonly long _mask;
    private long _next;
    private long _claimEnd;
    private long _limit;
    private long _leastClaim;
    private long _nextLivenessProbe;
    private int _slowestReader = -1;
    private GateHold _hold;
    private bool _isClosed;

    private MultiWriterRing(RingFile ring, int index, DeadReaderPolicy deadReaders)
    {
        _ring = ring;
        _index = index;
        _deadReaders = deadReaders;
        _slots = ring.Slots;
        _cursor = ring.Cursor;
        _claim = ring.Claim;
        _entry = (WriterEntry*)Unsafe.AsPointer(ref ring.Writer(index));
        _wake = ring.Wake;
        _stamps = ring.Stamps;
        _mask = ring.Capacity - 1;
        _next = _claimEnd = _limit = _leastClaim = Volatile.Read(ref *ring.Cursor);
        RingWake.Prepare();
    }

    /// <summary>The ring's directory.</summary>
    public string Path => _ring.Path;

    /// <summary>Number of slots.</summary>
    public long Capacity => _mask + 1;

    /// <summary>Index of this writer's entry in the ring's table.</summary>
    public int Index => _index;

    /// <summary>Sequence of the claim's first slot that is not published yet; without a claim, the one behind the last.</summary>
    public long Sequence => _next;

    /// <summary>Everything before this sequence is published by somebody, or a tombstone. Loaded now.</summary>
    /// <exception cref="ObjectDisposedException">The writer has left.</exception>
    public long Cursor => Volatile.Read(ref *OpenRing.Cursor);

    /// <summary>1 for the ring's creator, one more for each writer that joined since.</summary>
    /// <exception cref="ObjectDisposedException">The writer has left.</exception>
    public uint Epoch => Volatile.Read(ref OpenRing.Epoch);

    /// <summary>Index in the reader table of the gated reader that limited the last scan; -1 if none was behind what is published.</summary>
    public int SlowestReader => _slowestReader;

    /// <summary>
    /// Index in the writer table of the living writer whose claim held a full ring up, when that was looked at last; -1 if none did.
    /// It is slow, or paused.
    /// </summary>
    public int StalledWriter { get; private set; } = -1;

    /// <summary>How often a claim of any writer found the ring full.</summary>
    /// <exception cref="ObjectDisposedException">The writer has left.</exception>
    public long FullCount => Volatile.Read(ref OpenRing.Counter(RingLayout.FullCountOffset));

    /// <summary>Sequences that were claimed by any writer and never published.</summary>
    /// <exception cref="ObjectDisposedException">The writer has left.</exception>
    public long Tombstones => Volatile.Read(ref OpenRing.Counter(RingLayout.TombstonesOffset));

    private RingFile OpenRing
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return _ring;
        }
    }

    /// <summary>A slot of the current claim, to be filled in place. It holds an old record until it is overwritten: fill all fields.</summary>
    /// <param name="index">0 for the claim's first slot that is not published yet, whose sequence is <see cref="Sequence"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is beyond what was claimed.</exception>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // Bounds: within the claim, and masked into the mapping whatever happens; alignment: slots lie at multiples of 8.
            if ((ulong)index >= (ulong)(_claimEnd - _next))
                ThrowBeyondClaim(index);
            return ref Unsafe.AsRef<T>(_slots + ((_next + index) & _mask) * sizeof(T));
        }
    }

    /// <summary>Claims slots without waiting. What is left of an earlier claim is given up first, see <see cref="GiveUp"/>.</summary>
    /// <param name="count">1 to <see cref="Capacity"/>.</param>
    /// <returns><see cref="ClaimStatus.Claimed"/>, <see cref="ClaimStatus.Full"/> or <see cref="ClaimStatus.Closed"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is not between 1 and <see cref="Capacity"/>.</exception>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>: a word in shared memory is impossible.</exception>
    public ClaimStatus TryClaim(int count = 1)
    {
        if (_isClosed || _claimEnd != _next)
            return TryClaimAnew(count);

        // As if nobody had claimed since. A load first would move the line twice: once to be read, once to be written.
        return count >= 1 && count <= _limit - _next && Take(_next, count) ? ClaimStatus.Claimed : TryClaimAnew(count);
    }

    /// <summary>Claims slots, waiting while the ring is full.</summary>
    /// <param name="count">1 to <see cref="Capacity"/>.</param>
    /// <param name="wait">How to wait.</param>
    /// <param name="deadlineTimestamp"><see cref="Stopwatch.GetTimestamp"/> value at which to give up; <see cref="long.MaxValue"/> = never.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <typeparam name="TWait">The wait strategy.</typeparam>
    /// <returns>Any <see cref="ClaimStatus"/> but <see cref="ClaimStatus.Full"/>.</returns>
    public ClaimStatus Claim<TWait>(int count, ref TWait wait, long deadlineTimestamp = long.MaxValue, CancellationToken cancellationToken = default)
        where TWait : struct, IWaitStrategy
    {
        var status = TryClaim(count);
        return status == ClaimStatus.Full ? WaitingClaim.Claim(this, count, ref wait, deadlineTimestamp, cancellationToken) : status;
    }

    /// <summary>
    /// Publishes the first slots of the claim, all at once. Readers see them once everything that others claimed before them is
    /// published, too.
    /// </summary>
    /// <param name="count">1 to the number claimed.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than was claimed, or less than 1.</exception>
    public void Publish(int count = 1)
    {
        if ((ulong)(count - 1) >= (ulong)(_claimEnd - _next))
            ThrowBeyondClaim(count);
        ProtocolSteps.Reached(ProtocolStep.MultiFilled);
        var first = _next;
        Volatile.Write(ref _stamps[first], _stamps.Published(first, count));
        ProtocolSteps.Reached(ProtocolStep.MultiStamped);
        _next += count;
        _entry->Published += count;
        MoveCursor(first);
        ClearRecord();
    }

    /// <summary>Claims one slot, copies a record into it and publishes it.</summary>
    /// <returns>As <see cref="TryClaim"/>.</returns>
    public ClaimStatus TryPublish(in T record)
    {
        var status = TryClaim();
        if (status == ClaimStatus.Claimed)
        {
            this[0] = record;
            Publish();
        }

        return status;
    }

    /// <summary>Gives up what is left of the claim: its sequences become tombstones, which readers pass over. Nothing, if nothing is left.</summary>
    public void GiveUp()
    {
        var first = _next;
        if (first == _claimEnd)
            return;
        DeadWriters.RaiseLastTombstone(_ring, _claimEnd);
        ProtocolSteps.Reached(ProtocolStep.MultiTombstoneAnnounced);
        for (; _next < _claimEnd; _next++)
            Volatile.Write(ref _stamps[_next], _stamps.Tombstone(_next));
        ProtocolSteps.Reached(ProtocolStep.MultiTombstoneStored);
        _entry->GivenUp += _claimEnd - first;
        Interlocked.Add(ref _ring.Counter(RingLayout.TombstonesOffset), _claimEnd - first);
        MoveCursor(first);
        ClearRecord();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ClaimStatus TryClaimAnew(int count)
    {
        if (count < 1 || count > Capacity)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A claim takes 1 to {Capacity:N0} slots.");
        if (_isClosed)
            return ClaimStatus.Closed;
        GiveUp();
        var hasScanned = false;
        while (true)
        {
            var from = Volatile.Read(ref *_claim);
            if (from < _leastClaim)
                throw _ring.Corrupted($"claim (it was {_leastClaim})", from);
            if (count <= _limit - from)
            {
                if (Take(from, count))
                {
                    _hold.End(_ring);
                    return ClaimStatus.Claimed;
                }
            }
            else if (!hasScanned || PutRight(from + count - Capacity))
            {
                ScanGates();
                hasScanned = true;
            }
            else
            {
                Interlocked.Increment(ref _ring.Counter(RingLayout.FullCountOffset));

                // No reader: it waits for what another writer has claimed.
                if (_slowestReader >= 0)
                    _hold.Full(_ring, _slowestReader, Stopwatch.GetTimestamp());
                else
                    _hold.End(_ring);
                return ClaimStatus.Full;
            }
        }
    }

    /// <summary>Steps 1 and 2. False if another writer was faster.</summary>
    private bool Take(long from, int count)
    {
        _entry->From = from;
        Volatile.Write(ref _entry->To, from + count);
        ProtocolSteps.Reached(ProtocolStep.MultiClaimRecorded);
        if (Interlocked.CompareExchange(ref *_claim, from + count, from) != from)
        {
            // A record without a claim would keep a dead writer's hole open.
            Volatile.Write(ref _entry->To, 0);
            return false;
        }

        ProtocolSteps.Reached(ProtocolStep.MultiClaimed);
        _next = _leastClaim = from;
        _claimEnd = from + count;
        return true;
    }

    /// <summary>
    /// Step 5. The exchange comes first, as if the own stamps were the next: again to move the line once, and it is the full fence
    /// behind the stamps, whether it succeeds or not. Who moved the cursor wakes those who sleep until it moves, see <c>RingWake</c>.
    /// </summary>
    private void MoveCursor(long first)
    {
        var seen = Interlocked.CompareExchange(ref *_cursor, _next, first);
        var end = _stamps.Advance(_cursor, seen == first ? _next : seen);
        ProtocolSteps.Reached(ProtocolStep.MultiCursorMoved);
        if (end != seen && Volatile.Read(ref _wake->Sleepers) != 0)
            RingWake.Call(_wake);
    }

    private void ClearRecord()
    {
        if (_next != _claimEnd)
            return;
        Volatile.Write(ref _entry->To, 0);
        ProtocolSteps.Reached(ProtocolStep.MultiOwnerCleared);
    }

    private void ScanGates()
    {
        Interlocked.Increment(ref _ring.Counter(RingLayout.GateScansOffset));
        var cursor = Volatile.Read(ref *_cursor);
        Interlocked.MemoryBarrier();
        ProtocolSteps.Reached(ProtocolStep.ScanFenced);
        var slowest = ReaderGates.Slowest(_ring, cursor, out _slowestReader);
        var claim = Volatile.Read(ref *_claim);
        var cursorNow = Volatile.Read(ref *_cursor);
        if (cursor < _ring.Header.FirstSequence || claim < cursor || cursorNow < cursor || claim - cursorNow > Capacity)
            throw _ring.Corrupted($"cursor (claim {claim})", cursorNow);
        _limit = Math.Max(_limit, slowest + Capacity);
        ProtocolSteps.Reached(ProtocolStep.ScanDone);
    }

    /// <summary>Closes what dead readers and dead writers left that holds the ring up. False if that was looked at a moment ago.</summary>
    private bool PutRight(long below)
    {
        var now = Stopwatch.GetTimestamp();
        if (now < _nextLivenessProbe)
            return false;
        _nextLivenessProbe = now + s_livenessProbeTicks;
        if (_deadReaders == DeadReaderPolicy.Reclaim)
            ReaderGates.CloseDead(_ring, below);
        StalledWriter = DeadWriters.CloseHoles(_ring, _index);
        return true;
    }

    private void ThrowBeyondClaim(int value) =>
        throw new ArgumentOutOfRangeException(nameof(value), value, $"Beyond the claim of {_claimEnd - _next} slots, or the writer has left.");
}
