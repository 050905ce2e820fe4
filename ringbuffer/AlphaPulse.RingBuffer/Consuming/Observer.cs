using System.Runtime.CompilerServices;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Steps;

namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>
/// A lossy reader: it never holds the writer back, registers nowhere, maps the ring read-only (of many writers read-write for a
/// moment, when it passes over what a dead one left), and knows exactly what it missed:
/// <see cref="Delivered"/> + <see cref="Lost"/> + <see cref="Tombstones"/> = sequences passed since its start.
/// </summary>
/// <remarks>
/// Protocol: copy the record, load-load barrier, load claim. The copy is good if and only if sequence + capacity ≥ claim; pairs
/// with the writer's store of claim, store-store barrier, fill. Not thread-safe: one thread uses an observer at a time.
/// </remarks>
/// <typeparam name="T">The record, see <see cref="RecordSchema.Of{T}"/>.</typeparam>
public sealed unsafe class Observer<T> : IDisposable
    where T : unmanaged
{
    private readonly RingFile _ring;
    private readonly StartAt _resumeAt;
    private readonly byte* _slots;
    private readonly long* _cursor;
    private readonly long* _claim;
    private readonly long _mask;
    private readonly WriterHoles? _holes;
    private long _position;
    private long _available;
    private uint _idleCalls;
    private bool _isDisposed;

    internal Observer(RingFile ring, StartAt startAt, StartAt resumeAt)
    {
        _ring = ring;
        _resumeAt = resumeAt;
        _slots = ring.Slots;
        _cursor = ring.Cursor;
        _claim = ring.Claim;
        _mask = ring.Capacity - 1;
        _holes = WriterHoles.Of(ring);
        var cursor = ring.LoadCursor(least: 0);
        _position = _available = startAt switch
        {
            StartAt.Latest => cursor,
            StartAt.Keyframe => LoadKeyframe(),
            _ => Math.Max(ring.Header.FirstSequence, Volatile.Read(ref *_claim) - Capacity),
        };
    }

    /// <summary>Attaches to a ring; needs permission to read its <c>data</c> file only.</summary>
    /// <param name="path">The ring's directory.</param>
    /// <param name="startAt">Where to start.</param>
    /// <param name="resumeAt">Where to go on after being lapped.</param>
    /// <param name="owner">Whose ring it may be.</param>
    /// <exception cref="RingException">As for <see cref="GatedReader{T}.Attach"/>.</exception>
    public static Observer<T> Attach(string path, StartAt startAt = StartAt.Latest, StartAt resumeAt = StartAt.Oldest, TrustedOwner owner = TrustedOwner.SelfOrRoot) =>
        RingFile.Attach(path, RecordSchema.Of<T>(), RingFile.Access.Observe, timeout: null, ring => new Observer<T>(ring, startAt, resumeAt), owner);

    /// <summary>Attaches to a ring at a sequence; records before the oldest intact one are reported as lost.</summary>
    /// <param name="path">The ring's directory.</param>
    /// <param name="sequence">From the ring's first sequence to its cursor.</param>
    /// <param name="resumeAt">Where to go on after being lapped.</param>
    /// <param name="owner">Whose ring it may be.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sequence was never published and is not the next one.</exception>
    public static Observer<T> AttachAt(string path, long sequence, StartAt resumeAt = StartAt.Oldest, TrustedOwner owner = TrustedOwner.SelfOrRoot)
    {
        var observer = Attach(path, StartAt.Latest, resumeAt, owner);
        if (sequence < observer._ring.Header.FirstSequence || sequence > observer._position)
        {
            var cursor = observer._position;
            observer.Dispose();
            throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"The ring holds sequences {observer._ring.Header.FirstSequence} to {cursor}.");
        }

        observer._position = observer._available = sequence;
        return observer;
    }

    /// <summary>Number of slots of the ring.</summary>
    public long Capacity => _mask + 1;

    /// <summary>Sequence that is read next.</summary>
    public long Position => _position;

    /// <summary>Records copied so far.</summary>
    public long Delivered { get; private set; }

    /// <summary>Records missed so far.</summary>
    public long Lost { get; private set; }

    /// <summary>Sequences passed over because no writer published them; of a ring for many writers only. Those that lie in a lap count as lost.</summary>
    public long Tombstones { get; private set; }

    /// <summary>What the last <see cref="ObserveStatus.Lapped"/> missed.</summary>
    public SequenceRange LastLost { get; private set; }

    /// <summary>Whether the last start, or the last going on after a lap, was at the first record of a complete snapshot and nothing was missed since: what was read then is all that is needed.</summary>
    public bool IsBehindKeyframe { get; private set; }

    /// <summary>1 for the ring's first writer, more after each <c>Resume</c>.</summary>
    /// <exception cref="ObjectDisposedException">The observer was disposed.</exception>
    public uint WriterEpoch
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return Volatile.Read(ref _ring.Epoch);
        }
    }

    /// <summary>Copies the next record.</summary>
    /// <param name="record">The copy; only meaningful with <see cref="ObserveStatus.Read"/>.</param>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>: a word in shared memory is impossible.</exception>
    /// <exception cref="ObjectDisposedException">The observer was disposed.</exception>
    public ObserveStatus TryRead(out T record)
    {
        if (_position >= _available && !HasMore(out var end))
        {
            record = default;
            return end;
        }

        // Bounds: masked into the mapping; the copy may be torn, which the check after it finds out.
        record = Unsafe.AsRef<T>(_slots + (_position & _mask) * sizeof(T));
        ProtocolSteps.Reached(ProtocolStep.ObserveCopied);
        Volatile.ReadBarrier();
        var claim = Volatile.Read(ref *_claim);
        ProtocolSteps.Reached(ProtocolStep.ObserveChecked);
        if ((ulong)(claim - _position) > (ulong)_mask + 1)
        {
            record = default;
            return SkipOverwritten(claim);
        }

        _position++;
        Delivered++;
        return ObserveStatus.Read;
    }

    /// <summary>Detaches.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _available = _position;
        _ring.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool HasMore(out ObserveStatus end)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);

        // State before cursor: a close that is seen was preceded by every publication.
        end = Volatile.Read(ref _ring.State) == RingLayout.StateClosed ? ObserveStatus.Closed : ObserveStatus.Empty;
        _available = _ring.LoadCursor(_position);
        if (_holes is null ? _position < _available : HasMoreOfMany(_holes))
            return true;
        _ring.RequireWholeSometimes(ref _idleCalls);
        return false;
    }

    /// <summary>Passes over tombstones at the position; where more may lie ahead, offers one record at a time.</summary>
    private bool HasMoreOfMany(WriterHoles holes)
    {
        for (; _position < _available; _position++, Tombstones++)
        {
            if (!holes.MayLieAhead(_position))
                return true;
            var isTombstone = holes.IsTombstone(_position);
            Volatile.ReadBarrier();

            // The stamp is that of this lap if the slot is; if not, the copy will be found lapped.
            if (!isTombstone || (ulong)(Volatile.Read(ref *_claim) - _position) > (ulong)_mask + 1)
            {
                _available = _position + 1;
                return true;
            }
        }

        _ = holes.Probe(_available);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ObserveStatus SkipOverwritten(long claim)
    {
        // The oldest intact record moves on meanwhile; the margin keeps the next copy from being lapped at once.
        _available = _ring.LoadCursor(_position);
        if (claim <= _position || _available <= _position || claim - _available > Capacity)
            throw _ring.Corrupted($"claim (cursor {_available})", claim);
        var resume = _resumeAt switch
        {
            StartAt.Latest => _available,
            StartAt.Keyframe => LoadKeyframe(),
            _ => Math.Min(_available, claim - Capacity + Capacity / 8),
        };
        IsBehindKeyframe &= _resumeAt == StartAt.Keyframe;
        if (resume <= _position)
            throw _ring.Corrupted($"last keyframe (claim {claim})", resume);
        LastLost = new SequenceRange(_position, resume);
        Lost += LastLost.Count;
        _position = LastLost.To;
        if (_holes is not null)
            _available = _position;
        ProtocolSteps.Reached(ProtocolStep.ObserveSkipped);
        return ObserveStatus.Lapped;
    }

    /// <summary>After a lap it lies ahead of the position: what is intact is.</summary>
    private long LoadKeyframe()
    {
        var first = Keyframe.Load(_ring, out var cursor);
        IsBehindKeyframe = first != Keyframe.None;
        _available = Math.Max(_available, cursor);
        return IsBehindKeyframe ? first : cursor;
    }
}
