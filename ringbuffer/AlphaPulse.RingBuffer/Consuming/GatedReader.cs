using System.Runtime.CompilerServices;
using System.Text;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>
/// A lossless reader: the writer never overwrites what it has not released. It starts at the cursor of the moment it joins.
/// </summary>
/// <remarks>
/// <para>Joining: 1. the lowest free lifeline is locked, which makes its table entry this reader's; 2. state = joining;
/// 3. position = cursor; 4. state = active; 5. full fence; 6. position = cursor, loaded again: the start. Pairs with the
/// writer's scan, see <c>RingWriter</c>.</para>
/// <para>Reading: acquire load of cursor (or of the positions it depends on), records handled in place, one release store
/// of the own position for all of them.</para>
/// <para>A reader whose process dies is closed by the writer once the kernel says so; one that is only paused holds the
/// writer back, however long. Not thread-safe: one thread uses a reader at a time.</para>
/// </remarks>
/// <typeparam name="T">The record, see <see cref="RecordSchema.Of{T}"/>.</typeparam>
public sealed unsafe class GatedReader<T> : IDisposable
    where T : unmanaged
{
    private readonly RingFile _ring;
    private readonly byte* _slots;
    private readonly long* _cursor;
    private readonly long* _ownPosition;
    private readonly long _mask;
    private readonly int _index;
    private readonly Upstream[] _upstream;
    private long _position;
    private long _available;
    private bool _isDisposed;

    private GatedReader(RingFile ring, int index, Upstream[] upstream)
    {
        _ring = ring;
        _slots = ring.Slots;
        _cursor = ring.Cursor;
        _mask = ring.Capacity - 1;
        _index = index;
        _upstream = upstream;
        _ownPosition = (long*)Unsafe.AsPointer(ref ring.Reader(index).Position);
        JoinSequence = _position = _available = *_ownPosition;
    }

    /// <summary>Joins a ring.</summary>
    /// <param name="path">The ring's directory.</param>
    /// <param name="options">Name and dependencies.</param>
    /// <param name="timeout">How long to wait for a ring that is not initialised yet; 2 s unless given.</param>
    /// <exception cref="ArgumentException">The name is empty or too long, or a reader to stay behind has not joined.</exception>
    /// <exception cref="RingException"><see cref="RingFault.TooManyReaders"/>, and what attaching can throw: <see cref="RingFault.NotFound"/>, <see cref="RingFault.NotARing"/>, <see cref="RingFault.NotInitialised"/>, <see cref="RingFault.Version"/>, <see cref="RingFault.Layout"/>, <see cref="RingFault.Denied"/>.</exception>
    public static GatedReader<T> Attach(string path, ReaderOptions options, TimeSpan? timeout = null)
    {
        if (options.Name.Length == 0 || Encoding.UTF8.GetByteCount(options.Name) > ReaderEntry.MaxNameBytes)
            throw new ArgumentException($"A reader's name has 1 to {ReaderEntry.MaxNameBytes} bytes, found '{options.Name}'.", nameof(options));
        var ring = RingFile.Attach(path, RecordSchema.Of<T>(), RingFile.Access.Read, timeout);
        try
        {
            var upstream = FindUpstream(ring, options.After);
            return new GatedReader<T>(ring, Join(ring, options.Name, upstream), upstream);
        }
        catch
        {
            ring.Dispose();
            throw;
        }
    }

    /// <summary>Index of this reader's entry in the ring's table.</summary>
    public int Index => _index;

    /// <summary>Number of slots of the ring.</summary>
    public long Capacity => _mask + 1;

    /// <summary>Sequence of the first record that this reader gets.</summary>
    public long JoinSequence { get; }

    /// <summary>Sequence that is read next.</summary>
    public long Position => _position;

    /// <summary>The position as the writer sees it, readable from any thread.</summary>
    internal ref long PublishedPosition => ref *_ownPosition;

    /// <summary>Records published so far, loaded now.</summary>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>: the word is impossible.</exception>
    public long Cursor
    {
        get
        {
            var cursor = Volatile.Read(ref *_cursor);
            if ((ulong)(cursor - _position) > (ulong)Capacity)
                throw _ring.Corrupted($"cursor (this reader is at {_position})", cursor);
            return cursor;
        }
    }

    /// <summary>True once the writer closed the ring; what is published can still be read.</summary>
    public bool IsClosed => Volatile.Read(ref _ring.State) == RingLayout.StateClosed;

    /// <summary>True while the kernel says that a writer holds the ring. A system call: not for every record.</summary>
    public bool IsWriterAlive => _ring.IsWriterAlive();

    /// <summary>1 for the ring's first writer, more after each <c>Resume</c>.</summary>
    public uint WriterEpoch => Volatile.Read(ref _ring.Epoch);

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

    /// <summary>How many records can be read now, from <see cref="Position"/> on.</summary>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>: a word in shared memory is impossible.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Available()
    {
        if (_upstream.Length == 0)
        {
            var cursor = Volatile.Read(ref *_cursor);
            if ((ulong)(cursor - _position) > (ulong)_mask + 1)
                throw _ring.Corrupted($"cursor (this reader is at {_position})", cursor);
            _available = cursor;
        }
        else
        {
            _available = UpstreamPosition();
        }

        return _available - _position;
    }

    /// <summary>Releases records: their slots may be overwritten. Call it once for a batch.</summary>
    /// <param name="count">0 to what <see cref="Available"/> returned.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than is available.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release(long count)
    {
        if ((ulong)count > (ulong)(_available - _position))
            ThrowNotAvailable(_position + count);
        _position += count;
        Volatile.Write(ref *_ownPosition, _position);
    }

    /// <summary>Leaves the ring: the writer no longer waits for this reader.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _available = _position;
        Volatile.Write(ref _ring.Reader(_index).State, ReaderEntry.Free);

        // Closing the control file lets go of the lifeline.
        _ring.Dispose();
    }

    private static int Join(RingFile ring, string name, Upstream[] upstream)
    {
        for (var i = 0; i < RingLayout.MaxReaders; i++)
        {
            if (!FileLocks.TryLock(ring.Control.Handle, RingLayout.FirstReaderLock + i))
                continue;

            ref var entry = ref ring.Reader(i);
            Volatile.Write(ref entry.State, ReaderEntry.Joining);
            entry.Generation++;
            entry.Pid = Environment.ProcessId;
            entry.SetName(name);
            entry.DependsOn = upstream.Aggregate(0UL, (mask, u) => mask | 1UL << u.Index);
            RaiseHighWater(ref ring.ReaderHighWater, i + 1);
            Volatile.Write(ref entry.Position, Volatile.Read(ref *ring.Cursor));
            Volatile.Write(ref entry.State, ReaderEntry.Active);
            Interlocked.MemoryBarrier();
            var start = Volatile.Read(ref *ring.Cursor);
            if (start < ring.Header.FirstSequence)
                throw ring.Corrupted("cursor", start);
            entry.JoinSequence = start;
            Volatile.Write(ref entry.Position, start);
            return i;
        }

        throw new RingException(RingFault.TooManyReaders, ring.Path, $"all {RingLayout.MaxReaders} reader entries are taken by live readers. Stop one.");
    }

    private static void RaiseHighWater(ref int highWater, int atLeast)
    {
        int seen;
        while ((seen = Volatile.Read(ref highWater)) < atLeast)
            Interlocked.CompareExchange(ref highWater, atLeast, seen);
    }

    private static Upstream[] FindUpstream(RingFile ring, IReadOnlyList<string> names)
    {
        var found = new Upstream[names.Count];
        for (var n = 0; n < names.Count; n++)
        {
            var index = -1;
            for (var i = 0; i < RingLayout.MaxReaders && index < 0; i++)
            {
                ref var entry = ref ring.Reader(i);
                if (Volatile.Read(ref entry.State) == ReaderEntry.Active && entry.GetName() == names[n])
                    index = i;
            }

            if (index < 0)
                throw new ArgumentException($"No reader named '{names[n]}' has joined {ring.Path}; start it first.", nameof(names));
            found[n] = new Upstream(index, ring.Reader(index).Generation);
        }

        return found;
    }

    private long UpstreamPosition()
    {
        var least = long.MaxValue;
        foreach (var upstream in _upstream)
        {
            ref var entry = ref _ring.Reader(upstream.Index);
            var position = Volatile.Read(ref entry.Position);

            // The state is loaded after the position: an entry that was freed and taken anew does not lend its new position.
            Volatile.ReadBarrier();
            if (Volatile.Read(ref entry.State) != ReaderEntry.Active || Volatile.Read(ref entry.Generation) != upstream.Generation)
                return _position;
            least = Math.Min(least, position);
        }

        // A stage that joined earlier may still be behind this one's start.
        if (least <= _position)
            return _position;
        if (least - _position > Capacity)
            throw _ring.Corrupted($"position of the stage before (this reader is at {_position})", least);
        return least;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowNotAvailable(long sequence) =>
        throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"Available are the sequences from {_position} to before {_available}.");

    private readonly record struct Upstream(int Index, uint Generation);
}
