using System.Diagnostics;
using System.Runtime.CompilerServices;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Publishing;

/// <summary>
/// The one writer of a ring: claims slots, hands them out by reference to be filled in place, publishes them.
/// </summary>
/// <remarks>
/// <para>Protocol. Private: next (first unpublished sequence), limit (slots may be filled below it), gateLimit (how far the
/// last scan of the gated readers allows). Shared: cursor (records published; the only word that readers poll) and claim
/// (upper bound of the sequences whose slots may be being written; what observers check a copy against).</para>
/// <para>1. A claim within limit is a comparison. 2. Beyond it, within gateLimit: limit moves by a chunk, claim = limit is
/// stored (release), then a store-store barrier, then slots are filled: pairs with the observer's copy, load-load barrier,
/// load of claim. 3. Beyond gateLimit: cursor is stored, full fence, the readers' positions are loaded, gateLimit = slowest +
/// capacity. The fence pairs with the joining reader's: either this scan sees the reader, or the reader saw a cursor at or
/// after next of this scan and starts there, whose slot stays untouched until the next scan. 4. Publishing is one release
/// store of cursor; it pairs with the reader's acquire load.</para>
/// <para>Whoever sleeps until there is something new is woken by who publishes: one plain load and a branch that is not taken
/// while nobody does, see <c>RingWake</c>.</para>
/// <para>Exclusive: the kernel lock on the writer's lifeline is held from creation to <see cref="Dispose"/>. Not
/// thread-safe: one thread uses a writer at a time.</para>
/// </remarks>
/// <typeparam name="T">The record, see <see cref="RecordSchema.Of{T}"/>.</typeparam>
public sealed unsafe class RingWriter<T> : IClaimer, IDisposable
    where T : unmanaged
{
    // How far limit runs ahead of next. Makes the claim store rare; larger only shortens what an observer can still read.
    private const long MaxChunk = 64;

    // A full ring asks the kernel whether its slowest reader lives at most this often: one system call in 10 ms.
    private static readonly long s_livenessProbeTicks = Stopwatch.Frequency / 100;

    private readonly RingFile _ring;
    private readonly DeadReaderPolicy _deadReaders;
    private readonly byte* _slots;
    private readonly long* _cursor;
    private readonly WakeWords* _wake;
    private readonly long _mask;
    private readonly long _chunk;
    private long _next;
    private long _claimEnd;
    private long _limit;
    private long _claim;
    private long _gateLimit;
    private long _nextLivenessProbe;
    private int _slowestReader = -1;
    private GateHold _hold;
    private uint _fullClaims;
    private bool _isClosed;

    private RingWriter(RingFile ring, DeadReaderPolicy deadReaders, long cursor, long claim)
    {
        _ring = ring;
        _deadReaders = deadReaders;
        _slots = ring.Slots;
        _cursor = ring.Cursor;
        _wake = ring.Wake;
        _mask = ring.Capacity - 1;
        _chunk = Math.Clamp(ring.Capacity / 4, 1, MaxChunk);
        _next = _claimEnd = _limit = _gateLimit = cursor;
        _claim = claim;
        RingWake.Prepare();
    }

    /// <summary>Creates a ring and becomes its writer. The ring appears at once and whole.</summary>
    /// <param name="path">The ring's directory; its parent must exist. A left-over that nobody uses is replaced.</param>
    /// <param name="options">Capacity, permissions, policy.</param>
    /// <exception cref="ArgumentException">The options or the record type are not possible.</exception>
    /// <exception cref="RingException"><see cref="RingFault.InUse"/>, <see cref="RingFault.NoSpace"/>, <see cref="RingFault.Denied"/>, <see cref="RingFault.NotFound"/> (the parent), <see cref="RingFault.NotARing"/> (something else is there).</exception>
    public static RingWriter<T> Create(string path, RingOptions? options = null)
    {
        options ??= new RingOptions();
        return new RingWriter<T>(RingFile.Create(path, options, RecordSchema.Of<T>()), options.DeadReaders, options.FirstSequence, options.FirstSequence);
    }

    /// <summary>Becomes the writer of a ring whose writer ended or died, and goes on behind what it published. Raises the epoch.</summary>
    /// <param name="path">The ring's directory.</param>
    /// <param name="deadReaders">What to do about dead readers.</param>
    /// <param name="owner">Whose ring it may be.</param>
    /// <exception cref="RingException"><see cref="RingFault.InUse"/> (its writer lives), <see cref="RingFault.OtherKind"/> (it is one for many writers), and what attaching can throw.</exception>
    public static RingWriter<T> Resume(string path, DeadReaderPolicy deadReaders = DeadReaderPolicy.Reclaim, TrustedOwner owner = TrustedOwner.SelfOrRoot) =>
        RingFile.Attach(path, RecordSchema.Of<T>(), RingFile.Access.Write, timeout: null, ring => TakeOver(ring, deadReaders), owner);

    /// <summary>The ring's directory.</summary>
    public string Path => _ring.Path;

    /// <summary>Number of slots.</summary>
    public long Capacity => _mask + 1;

    /// <summary>Records published so far: the sequence that the next one gets.</summary>
    public long Cursor => _next;

    /// <summary>1 for the creator, one more for each writer that resumed.</summary>
    /// <exception cref="ObjectDisposedException">The writer was closed.</exception>
    public uint Epoch => Volatile.Read(ref OpenRing.Epoch);

    /// <summary>Index in the reader table of the gated reader that limited the last scan, or -1 if none did.</summary>
    public int SlowestReader => _slowestReader;

    /// <summary>How often a claim found the ring full.</summary>
    /// <exception cref="ObjectDisposedException">The writer was closed.</exception>
    public long FullCount => OpenRing.Counter(RingLayout.FullCountOffset);

    /// <summary>
    /// How often a gated reader has asked for a snapshot since the ring was created; wraps. Compare it with the value that was
    /// answered last, now and then and not for every record: readers write on its cache line.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The writer was closed.</exception>
    public uint SnapshotRequests => Volatile.Read(ref OpenRing.SnapshotRequests);

    private RingFile OpenRing
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return _ring;
        }
    }

    /// <summary>A slot of the current claim, to be filled in place. It holds an old record until it is overwritten: fill all fields.</summary>
    /// <param name="index">0 for the claim's first slot.</param>
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

    /// <summary>Claims slots without waiting. A claim that is not published is simply superseded by the next one.</summary>
    /// <param name="count">1 to <see cref="Capacity"/>.</param>
    /// <returns><see cref="ClaimStatus.Claimed"/>, <see cref="ClaimStatus.Full"/> or <see cref="ClaimStatus.Closed"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is not between 1 and <see cref="Capacity"/>.</exception>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>: a reader's position is impossible, or a file was cut off.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ClaimStatus TryClaim(int count = 1)
    {
        if ((ulong)(count - 1) >= (ulong)(_limit - _next))
            return TryClaimBeyondLimit(count);
        _claimEnd = _next + count;
        return ClaimStatus.Claimed;
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

    /// <summary>Makes the first slots of the claim visible, all at once.</summary>
    /// <param name="count">1 to the number claimed.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than was claimed, or less than 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(int count = 1)
    {
        if ((ulong)(count - 1) >= (ulong)(_claimEnd - _next))
            ThrowBeyondClaim(count);
        ProtocolSteps.Reached(ProtocolStep.PublishFilled);
        _next += count;
        Volatile.Write(ref *_cursor, _next);
        ProtocolSteps.Reached(ProtocolStep.PublishStored);
        if (Volatile.Read(ref _wake->Sleepers) != 0)
            RingWake.Call(_wake);
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

    /// <summary>
    /// Says that a snapshot is complete: whoever starts at its first record and reads on needs nothing that is older. To be called
    /// after its last record was published. It is forgotten when another writer takes the ring over.
    /// </summary>
    /// <param name="firstSequence">Sequence of the snapshot's first record.</param>
    /// <exception cref="ArgumentOutOfRangeException">It was not published.</exception>
    /// <exception cref="ObjectDisposedException">The writer was closed.</exception>
    public void MarkKeyframe(long firstSequence)
    {
        var ring = OpenRing;
        if (firstSequence < ring.Header.FirstSequence || firstSequence >= _next)
            throw new ArgumentOutOfRangeException(nameof(firstSequence), firstSequence, $"Published are the sequences from {ring.Header.FirstSequence} to before {_next}.");

        // Release: who sees the mark sees the snapshot's publication. Pairs with the acquire load in Keyframe.Load.
        Volatile.Write(ref ring.LastKeyframe, firstSequence + 1);
        ProtocolSteps.Reached(ProtocolStep.KeyframeMarked);
    }

    /// <summary>Closes the ring: readers handle what is published and learn that no more comes. The files stay until the ring is replaced or removed.</summary>
    public void Dispose()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _claimEnd = _limit = _gateLimit = _next;
        _hold.End(_ring);
        Volatile.Write(ref _ring.State, RingLayout.StateClosed);
        ProtocolSteps.Reached(ProtocolStep.CloseStored);
        WakeAll(_ring);
        _ring.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ClaimStatus TryClaimBeyondLimit(int count)
    {
        if (count < 1 || count > Capacity)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A claim takes 1 to {Capacity:N0} slots.");
        if (_isClosed)
            return ClaimStatus.Closed;
        _claimEnd = _next;
        if (_next + count > _gateLimit)
        {
            Volatile.Write(ref *_cursor, _next);
            ProtocolSteps.Reached(ProtocolStep.ScanCursorStored);
            Interlocked.MemoryBarrier();
            ProtocolSteps.Reached(ProtocolStep.ScanFenced);
            ScanGates();
            if (_next + count > _gateLimit && ReclaimDead(count))
                ScanGates();
            if (_next + count > _gateLimit)
            {
                _ring.Counter(RingLayout.FullCountOffset)++;
                _hold.Full(_ring, _slowestReader, Stopwatch.GetTimestamp());
                _ring.RequireWholeSometimes(ref _fullClaims);
                return ClaimStatus.Full;
            }

            if (_hold.IsOn)
                _hold.End(_ring);
        }

        _limit = Math.Min(_gateLimit, _next + Math.Max(_chunk, count));
        _claimEnd = _next + count;

        // A writer that resumed must not lower what its predecessor had claimed: those slots may be half written.
        if (_limit > _claim)
        {
            _claim = _limit;
            Volatile.Write(ref *_ring.Claim, _limit);
            ProtocolSteps.Reached(ProtocolStep.ClaimStored);
        }

        Volatile.WriteBarrier();
        ProtocolSteps.Reached(ProtocolStep.ClaimReady);
        return ClaimStatus.Claimed;
    }

    private void ScanGates()
    {
        _ring.Counter(RingLayout.GateScansOffset)++;
        _gateLimit = ReaderGates.Slowest(_ring, _next, out _slowestReader) + Capacity;
        ProtocolSteps.Reached(ProtocolStep.ScanDone);
    }

    private bool ReclaimDead(int count)
    {
        var now = Stopwatch.GetTimestamp();
        if (_deadReaders == DeadReaderPolicy.Wait || now < _nextLivenessProbe)
            return false;
        _nextLivenessProbe = now + s_livenessProbeTicks;
        return ReaderGates.CloseDead(_ring, _next + count - Capacity);
    }

    /// <summary>The end of <see cref="Resume"/>, on a ring that was attached before.</summary>
    internal static RingWriter<T> TakeOver(RingFile ring, DeadReaderPolicy deadReaders)
    {
        ring.RequireManyWriters(false);
        if (!FileLocks.TryLock(ring.Control.Handle, RingLayout.WriterLock))
        {
            throw ring.IsBeingRemoved()
                ? ring.BeingReplaced()
                : new RingException(RingFault.InUse, ring.Path, "its writer is alive; a ring has one. Stop that writer first.");
        }

        ProtocolSteps.Reached(ProtocolStep.RecoverLocked);
        if (!ring.IsCurrent())
            throw ring.BeingReplaced();
        var cursor = ring.LoadCursor(least: 0);
        var claim = Volatile.Read(ref *ring.Claim);
        if (claim < cursor || claim - cursor > ring.Capacity)
            throw ring.Corrupted($"claim of the previous writer (cursor {cursor})", claim);
        GateHold.ClearAll(ring);

        // How the records of this writer go with a snapshot of its predecessor, the ring cannot know. Both words before the epoch: who
        // sees the new epoch (acquire) sees them.
        Volatile.Write(ref ring.LastKeyframe, 0);
        ProtocolSteps.Reached(ProtocolStep.RecoverKeyframeForgotten);
        Volatile.Write(ref ring.EpochStart, cursor);
        ProtocolSteps.Reached(ProtocolStep.RecoverStartStored);
        Volatile.Write(ref ring.Epoch, ring.Epoch + 1);
        ProtocolSteps.Reached(ProtocolStep.RecoverEpochRaised);
        Volatile.Write(ref ring.State, RingLayout.StateOpen);
        ProtocolSteps.Reached(ProtocolStep.RecoverOpened);
        WakeAll(ring);
        return new RingWriter<T>(ring, deadReaders, cursor, claim);
    }

    private static void WakeAll(RingFile ring)
    {
        RingWake.Call(ring.Wake);
        RingWake.Call(ring.PositionWake);
    }

    private void ThrowBeyondClaim(int value) =>
        throw new ArgumentOutOfRangeException(nameof(value), value, $"Beyond the claim of {_limit - _next} slots, or the writer is closed.");
}
