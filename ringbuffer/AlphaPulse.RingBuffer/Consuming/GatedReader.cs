using System.Runtime.CompilerServices;
using System.Text;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>
/// A lossless reader: the writer never overwrites what it has not released. It starts at the cursor of the moment it joins.
/// </summary>
/// <remarks>
/// <para>Joining: 1. a free lifeline is locked, the lowest whose entry is not active, which makes the entry this reader's; one that a
/// dead reader left active, for its successor, only when there is no other; 2. state = joining;
/// 3. position = cursor; 4. state = active; 5. full fence; 6. position = cursor, loaded again: the start. Pairs with the
/// writer's scan, see <c>RingWriter</c>.</para>
/// <para>Reading: acquire load of cursor (or of the positions it depends on), records handled in place, one release store
/// of the own position for all of them, behind which readers that sleep behind this one are woken (<c>RingWake</c>).</para>
/// <para>In a ring for many writers sequences that nobody published are passed over: no record of them is ever handed out.</para>
/// <para>Taking over: 1. the lifeline of the dead reader's entry is locked, after which neither the writer nor another successor
/// changes the entry; 2. it must still be active and of this name, for the writer may have closed it before the lock, and must
/// have started: only then the writer honours its position; 3. its position is the start. The entry is active throughout and its position unchanged, so every scan of the writer honours it,
/// and a successor that dies at any step leaves what it found. The generation stays: who stays behind the dead one follows on.</para>
/// <para>A reader whose process dies is closed by the writer once the kernel says so; one that is only paused holds the
/// writer back, however long. Not thread-safe: one thread uses a reader at a time.</para>
/// </remarks>
/// <typeparam name="T">The record, see <see cref="RecordSchema.Of{T}"/>.</typeparam>
public sealed unsafe partial class GatedReader<T> : IDisposable
    where T : unmanaged
{
    private readonly RingFile _ring;
    private readonly byte* _slots;
    private readonly long* _cursor;
    private readonly long* _ownPosition;
    private readonly WakeWords* _wake;
    private readonly long _mask;
    private readonly int _index;
    private readonly WriterHoles? _holes;
    private readonly UpstreamReaders? _upstream;
    private bool _isIndirect;
    private long _position;
    private long _available;
    private long _clear;
    private uint _idleCalls;
    private bool _isDisposed;

    private GatedReader(RingFile ring, int index, long start, UpstreamReaders? upstream, bool hasTakenOver = false)
    {
        HasTakenOver = hasTakenOver;
        _ring = ring;
        _slots = ring.Slots;
        _cursor = ring.Cursor;
        _wake = ring.PositionWake;
        _mask = ring.Capacity - 1;
        _index = index;
        _upstream = upstream;
        _holes = WriterHoles.Of(ring);
        _isIndirect = _upstream is not null || _holes is not null;
        _ownPosition = (long*)Unsafe.AsPointer(ref ring.Reader(index).Position);
        JoinSequence = _position = _available = _clear = start;
        RingWake.Prepare();
    }

    /// <summary>Joins a ring.</summary>
    /// <param name="path">The ring's directory.</param>
    /// <param name="options">Name and dependencies.</param>
    /// <param name="timeout">How long to wait for a ring that is not initialised yet; 2 s unless given.</param>
    /// <exception cref="ArgumentException">The name is empty, too long or has control characters, or a reader to stay behind has not joined.</exception>
    /// <exception cref="RingException"><see cref="RingFault.TooManyReaders"/>, and what attaching can throw: <see cref="RingFault.NotFound"/>, <see cref="RingFault.NotARing"/>, <see cref="RingFault.NotInitialised"/>, <see cref="RingFault.Version"/>, <see cref="RingFault.Layout"/>, <see cref="RingFault.Denied"/>.</exception>
    public static GatedReader<T> Attach(string path, ReaderOptions options, TimeSpan? timeout = null)
    {
        if (options.Name.Length == 0 || Encoding.UTF8.GetByteCount(options.Name) > ReaderEntry.MaxNameBytes || !ShownText.IsFit(options.Name))
            throw new ArgumentException($"A reader's name has 1 to {ReaderEntry.MaxNameBytes} bytes and no control characters, found '{ShownText.Of(options.Name)}'.", nameof(options));
        return RingFile.Attach(path, RecordSchema.Of<T>(), RingFile.Access.Read, timeout, ring => Join(ring, options), options.Owner);
    }

    /// <summary>Index of this reader's entry in the ring's table.</summary>
    public int Index => _index;

    /// <summary>The ring's directory.</summary>
    public string Path => _ring.Path;

    /// <summary>Number of slots of the ring.</summary>
    public long Capacity => _mask + 1;

    /// <summary>Sequence of the first record that this reader gets.</summary>
    public long JoinSequence { get; }

    /// <summary>Whether it goes on in the place of a dead reader of its name: nothing between that one's last release and this one's start was missed.</summary>
    public bool HasTakenOver { get; }

    /// <summary>Sequence that is read next.</summary>
    public long Position => _position;

    /// <summary>Sequences passed over because no writer published them; of a ring for many writers only.</summary>
    public long Tombstones { get; private set; }

    /// <summary><see cref="Position"/>, readable from any thread also while the reader is disposed.</summary>
    internal long PositionFromAnyThread => Volatile.Read(ref _position);

    /// <summary>The cursor, unchecked: against which position, another thread could not say.</summary>
    internal long CursorFromAnyThread => Volatile.Read(ref *_cursor);

    /// <summary>Records published so far, loaded now.</summary>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>: the word is impossible.</exception>
    /// <exception cref="ObjectDisposedException">The reader has left.</exception>
    public long Cursor
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var cursor = Volatile.Read(ref *_cursor);
            if ((ulong)(cursor - _position) > (ulong)Capacity)
                ThrowCorruptedCursor(cursor);
            return cursor;
        }
    }

    /// <summary>True once the writer closed the ring. What is published can still be read: look at this first, then at <see cref="Available"/>; closed and then none available means the end.</summary>
    /// <exception cref="ObjectDisposedException">The reader has left.</exception>
    public bool IsClosed => Volatile.Read(ref OpenRing.State) == RingLayout.StateClosed;

    /// <summary>1 for the ring's first writer, more after each <c>Resume</c>.</summary>
    /// <exception cref="ObjectDisposedException">The reader has left.</exception>
    public uint WriterEpoch => Volatile.Read(ref OpenRing.Epoch);

    /// <summary>Sequence at which the present writer went on; the ring's first one if it is the first writer. To be asked for after <see cref="WriterEpoch"/>.</summary>
    /// <exception cref="ObjectDisposedException">The reader has left.</exception>
    public long EpochStart => Math.Max(Volatile.Read(ref OpenRing.EpochStart), _ring.Header.FirstSequence);

    /// <summary>Asks the writer for a complete snapshot. It looks now and then, and sends one if it can; several requests may get one answer. Any thread.</summary>
    /// <exception cref="ObjectDisposedException">The reader has left.</exception>
    public void RequestSnapshot() => Interlocked.Increment(ref OpenRing.SnapshotRequests);

    /// <summary>
    /// True once a reader that this one stays behind has left, or died and was closed by the writer. This one still gets what that
    /// one had released, then nothing more, and holds the writer back: dispose it, and join again behind a successor.
    /// </summary>
    public bool IsUpstreamGone => _upstream is { IsGone: true };

    /// <summary>
    /// False once the kernel says that a reader that this one stays behind is dead, long before the writer, which asks only when the
    /// ring is full, closes it. True without such readers. What the dead one had released is still to be read: look at
    /// <see cref="Available"/> once more. A system call: to be asked when nothing has come for a while.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The reader has left.</exception>
    public bool IsUpstreamAlive
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _upstream?.AreAlive(_ring) ?? true;
        }
    }

    private RingFile OpenRing
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _ring;
        }
    }

    /// <summary>A record between <see cref="Position"/> and what <see cref="Available"/> returned, in place. Valid until it is released.</summary>
    /// <param name="sequence">Its sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not available.</exception>
    public ref readonly T this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // Bounds: available, and masked into the mapping whatever happens; alignment: slots lie at multiples of 8.
            if ((ulong)(sequence - _position) >= (ulong)(_available - _position))
                ThrowNotAvailable(sequence);
            return ref Unsafe.AsRef<T>(_slots + (sequence & _mask) * sizeof(T));
        }
    }

    /// <summary>
    /// How many records can be read now, from <see cref="Position"/> on. In a ring for many writers it ends before the next tombstone;
    /// one at <see cref="Position"/> is passed over here, which moves <see cref="Position"/>: ask for that afterwards.
    /// </summary>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>: a word in shared memory is impossible.</exception>
    /// <exception cref="ObjectDisposedException">The reader has left.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Available()
    {
        if (_isIndirect)
            return AvailableIndirectly();
        var cursor = Volatile.Read(ref *_cursor);
        if ((ulong)(cursor - _position) > (ulong)_mask + 1)
            ThrowCorruptedCursor(cursor);
        _available = cursor;
        ProtocolSteps.Reached(ProtocolStep.ReadAvailable);
        if (cursor == _position)
            LookAtFiles();
        return cursor - _position;
    }

    /// <summary>
    /// The records that can be read now, in place: as many of the available ones as lie in one piece, from <see cref="Position"/> on.
    /// Empty if there are none. They are valid until they are released.
    /// </summary>
    /// <param name="maxCount">Most records wanted, at least 0.</param>
    /// <exception cref="RingException">As <see cref="Available"/>.</exception>
    /// <exception cref="ObjectDisposedException">The reader has left.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Peek(int maxCount)
    {
        // Bounds: masked into the mapping and cut at its last slot; lifetime: the mapping stays until Dispose. Available first: it
        // may pass over tombstones at the position.
        var available = Available();
        var index = _position & _mask;
        var count = Math.Min(Math.Min(available, _mask + 1 - index), maxCount);
        return new ReadOnlySpan<T>(_slots + index * sizeof(T), (int)count);
    }

    /// <summary>Releases records: their slots may be overwritten. Call it once for a batch.</summary>
    /// <param name="count">0 to what <see cref="Available"/> returned.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than is available.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release(long count)
    {
        if ((ulong)count > (ulong)(_available - _position))
            ThrowNotAvailable(_position + count);
        if (count == 0)
            return;
        ProtocolSteps.Reached(ProtocolStep.ReadHandled);
        _position += count;
        Volatile.Write(ref *_ownPosition, _position);
        ProtocolSteps.Reached(ProtocolStep.ReadReleased);
        if (Volatile.Read(ref _wake->Sleepers) != 0)
            RingWake.Call(_wake);
    }

    /// <summary>Leaves the ring: the writer no longer waits for this reader.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _available = _position;

        // Sends Available down its slow path, which throws: the mapping is gone in a moment.
        _isIndirect = true;
        Volatile.Write(ref _ring.Reader(_index).State, ReaderEntry.Free);
        ProtocolSteps.Reached(ProtocolStep.LeaveFreed);

        // Closing the control file lets go of the lifeline.
        _ring.Dispose();
        ProtocolSteps.Reached(ProtocolStep.LeaveUnlocked);
    }

    /// <summary>The end of <see cref="Attach"/>, on a ring that was attached before.</summary>
    internal static GatedReader<T> Join(RingFile ring, ReaderOptions options)
    {
        var upstream = options.After.Count == 0 ? null : UpstreamReaders.Find(ring, options.After);
        if (options.TakeOver && TakeOver(ring, options.Name, upstream) is { } successor)
            return successor;
        for (var n = 0; n < 2 * RingLayout.MaxReaders; n++)
        {
            var i = n % RingLayout.MaxReaders;
            if (!TryLockEntry(ring, i, evenOfDead: n >= RingLayout.MaxReaders))
                continue;
            ProtocolSteps.Reached(ProtocolStep.JoinLocked);
            if (!ring.IsCurrent())
                throw ring.BeingReplaced();
            Enter(ring, i, options.Name, upstream);
            return new GatedReader<T>(ring, i, Activate(ring, i), upstream);
        }

        throw ring.IsBeingRemoved()
            ? ring.BeingReplaced()
            : new RingException(RingFault.TooManyReaders, ring.Path, $"all {RingLayout.MaxReaders} reader entries are taken by live readers. Stop one.");
    }

    /// <summary>Steps 2 and 3: the writer does not see the reader yet.</summary>
    internal static void Enter(RingFile ring, int index, string name, UpstreamReaders? upstream)
    {
        ref var entry = ref ring.Reader(index);
        Volatile.Write(ref entry.State, ReaderEntry.Joining);
        ProtocolSteps.Reached(ProtocolStep.JoinMarked);
        Volatile.Write(ref entry.Generation, entry.Generation + 1);
        entry.Pid = Environment.ProcessId;
        entry.SetName(name);
        entry.DependsOn = upstream?.Mask ?? 0;
        entry.HeldSinceNs = 0;
        entry.JoinSequence = ReaderEntry.NotStarted;
        RaiseHighWater(ring, index + 1);
        Volatile.Write(ref entry.Position, ring.LoadCursor(least: 0));
        ProtocolSteps.Reached(ProtocolStep.JoinPositionStored);
    }

    /// <summary>Steps 4 to 6. Until the last the position may be more than a lap behind; the writer then waits for it.</summary>
    internal static long Activate(RingFile ring, int index)
    {
        ref var entry = ref ring.Reader(index);
        Volatile.Write(ref entry.State, ReaderEntry.Active);
        ProtocolSteps.Reached(ProtocolStep.JoinActive);
        Interlocked.MemoryBarrier();
        ProtocolSteps.Reached(ProtocolStep.JoinFenced);
        try
        {
            var start = ring.LoadCursor(least: 0);
            entry.JoinSequence = start;
            Volatile.Write(ref entry.Position, start);
            ProtocolSteps.Reached(ProtocolStep.JoinStarted);
            return start;
        }
        catch
        {
            Volatile.Write(ref entry.State, ReaderEntry.Free);
            throw;
        }
    }

    private static void RaiseHighWater(RingFile ring, int atLeast)
    {
        // Each other reader raises it at most once meanwhile; more tries than readers means that somebody lowers it.
        for (var tries = 0; tries <= 2 * RingLayout.MaxReaders; tries++)
        {
            var seen = Volatile.Read(ref ring.ReaderHighWater);
            if (seen >= atLeast)
                return;
            Interlocked.CompareExchange(ref ring.ReaderHighWater, atLeast, seen);
        }

        throw ring.Corrupted("number of reader entries, which somebody keeps lowering,", Volatile.Read(ref ring.ReaderHighWater));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long AvailableIndirectly()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var end = _upstream is null ? Cursor : EndBehindUpstream(_upstream);
        if (_holes is not null)
            end = PassTombstones(_holes, end);
        if (end == _position)
            LookAtFiles();
        _available = end;
        ProtocolSteps.Reached(ProtocolStep.ReadAvailable);
        return end - _position;
    }

    private long EndBehindUpstream(UpstreamReaders upstream)
    {
        // A stage that joined earlier may still be behind this one's start.
        var least = Math.Max(upstream.Position(_ring), _position);

        // Nobody is further than the cursor, which the reader before loaded earlier than this load.
        if (least > _position && least > Cursor)
            throw _ring.Corrupted($"position of the reader before (this one is at {_position:N0})", least);
        return least;
    }

    /// <summary>Passes over tombstones at the position. Returns the end of the records behind it: the next tombstone, or the end given.</summary>
    private long PassTombstones(WriterHoles holes, long end)
    {
        // Up to clear, no tombstone lies behind the position.
        _clear = holes.NextTombstone(Math.Max(_clear, _position), end);
        if (_clear == _position && _clear < end)
        {
            while (_clear == _position && _clear < end)
            {
                _position++;
                Tombstones++;
                _clear = holes.NextTombstone(_position, end);
            }

            Volatile.Write(ref *_ownPosition, _position);
            ProtocolSteps.Reached(ProtocolStep.ReadReleased);
            if (Volatile.Read(ref _wake->Sleepers) != 0)
                RingWake.Call(_wake);
        }

        // Once more at most: the next probe is not due yet.
        if (_position == end && _upstream is null && holes.Probe(end))
            return PassTombstones(holes, Cursor);
        return _clear;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LookAtFiles() => _ring.RequireWholeSometimes(ref _idleCalls);

    private void ThrowCorruptedCursor(long cursor) => throw _ring.Corrupted($"cursor (this reader is at {_position})", cursor);

    private void ThrowNotAvailable(long sequence) =>
        throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"Available are the sequences from {_position} to before {_available}.");
}
