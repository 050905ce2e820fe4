using System.Diagnostics;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Inspecting;

/// <summary>
/// A ring of any record seen from outside, for tools: what its header says, how far it is written, who reads it and how far, and
/// copies of its records as bytes. Maps both files read-only, takes no part and no lock; neither writer nor readers notice.
/// It works as well on what a crash left.
/// </summary>
/// <remarks>
/// A copy is checked as an observer's is: copy, load-load barrier, load of claim; good if and only if sequence + capacity ≥
/// claim. Pairs with the writer's store of claim, store-store barrier, fill. A writer that resumes never lowers claim, so what
/// its dead predecessor may have torn stays excluded. Not thread-safe: one thread uses an inspector at a time.
/// </remarks>
public sealed unsafe class RingInspector : IDisposable
{
    // A reader that joins while its entry is read makes the reading start anew; none joins that often in a row.
    private const int MostAttempts = 16;

    private readonly RingFile _ring;
    private bool _isDisposed;

    internal RingInspector(RingFile ring)
    {
        _ring = ring;
        var schema = ring.SchemaText;
        Facts = new RingFacts(ring.Header, schema, ring.Header.BootId == RingFile.BootId);
    }

    /// <summary>Directory of the ring.</summary>
    public string Path => _ring.Path;

    /// <summary>What the header says.</summary>
    public RingFacts Facts { get; }

    /// <summary>False once the path no longer leads to this ring: it was removed, or replaced by a new one.</summary>
    /// <exception cref="ObjectDisposedException">The inspector was disposed.</exception>
    public bool IsCurrent => Open.IsCurrent();

    /// <summary>Whether a process holds the writer's place. As <see cref="Look"/> says it, without the rest: allocates nothing.</summary>
    /// <exception cref="ObjectDisposedException">The inspector was disposed.</exception>
    public bool IsWriterAlive => Open.IsWriterAlive();

    /// <summary>Whether the writer has said that nothing more will come. Allocates nothing.</summary>
    /// <exception cref="ObjectDisposedException">The inspector was disposed.</exception>
    public bool IsClosed => Volatile.Read(ref Open.State) == RingLayout.StateClosed;

    private RingFile Open
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _ring;
        }
    }

    /// <summary>Maps a ring, whatever its record; needs permission to read both of its files.</summary>
    /// <param name="path">The ring's directory.</param>
    /// <param name="owner">Whose ring it may be.</param>
    /// <exception cref="RingException">As for <see cref="GatedReader{T}.Attach"/>, at once: an unfinished ring is not waited for.</exception>
    public static RingInspector Attach(string path, TrustedOwner owner = TrustedOwner.SelfOrRoot) =>
        RingFile.Attach(path, schema: null, RingFile.Access.Inspect, TimeSpan.Zero, ring => new RingInspector(ring), owner);

    /// <summary>Looks at everything that changes.</summary>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>: cursor or claim are impossible, or a file was cut off. A broken reader's position is only shown.</exception>
    /// <exception cref="ObjectDisposedException">The inspector was disposed.</exception>
    public RingSnapshot Look()
    {
        var ring = Open;
        ring.RequireWhole();
        var isClosed = IsClosed;
        var readers = ReadReaders(ring);
        var writers = ReadWriters(ring);

        // Before the cursor: a snapshot is published before it is marked.
        var keyframe = Volatile.Read(ref ring.LastKeyframe);

        // Claim before cursor: the writer raises claim to at most a lap above a cursor that it has stored before.
        var claim = Volatile.Read(ref *ring.Claim);
        var cursor = ring.LoadCursor(least: 0);
        if (claim < Facts.FirstSequence || claim - cursor > Facts.Capacity)
            throw ring.Corrupted($"claim (cursor {cursor})", claim);
        return new RingSnapshot
        {
            TakenAt = Stopwatch.GetTimestamp(),
            Cursor = cursor,
            Claim = claim,
            Intact = new SequenceRange(Math.Min(cursor, Math.Max(Facts.FirstSequence, Math.Max(claim, cursor) - Facts.Capacity)), cursor),
            Epoch = Volatile.Read(ref ring.Epoch),
            EpochStart = Math.Max(Facts.FirstSequence, Volatile.Read(ref ring.EpochStart)),
            LastKeyframe = keyframe == 0 ? null : unchecked(keyframe - 1),
            SnapshotRequests = Volatile.Read(ref ring.SnapshotRequests),
            IsClosed = isClosed,
            IsWriterAlive = ring.IsWriterAlive(),
            FullCount = Volatile.Read(ref ring.Counter(RingLayout.FullCountOffset)),
            GateScans = Volatile.Read(ref ring.Counter(RingLayout.GateScansOffset)),
            ReclaimedReaders = Volatile.Read(ref ring.Counter(RingLayout.ReclaimedReadersOffset)),
            Tombstones = Facts.HasManyWriters ? Volatile.Read(ref ring.Counter(RingLayout.TombstonesOffset)) : 0,
            Writers = writers,
            Wakes = unchecked(Volatile.Read(ref ring.Wake->Word) + Volatile.Read(ref ring.PositionWake->Word)),
            HasSleepers = Volatile.Read(ref ring.Wake->Sleepers) != 0 || Volatile.Read(ref ring.PositionWake->Sleepers) != 0,
            Readers = readers,
        };
    }

    /// <summary>Copies a record's bytes and says whether the copy is good.</summary>
    /// <param name="sequence">Any number.</param>
    /// <param name="record">Receives the bytes; as long as a record.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="ObjectDisposedException">The inspector was disposed.</exception>
    public CopyStatus TryCopy(long sequence, Span<byte> record)
    {
        var ring = Open;
        if (record.Length != Facts.RecordBytes)
            throw new ArgumentException($"A record has {Facts.RecordBytes} bytes, the span {record.Length}.", nameof(record));
        if (sequence < Facts.FirstSequence || sequence >= Volatile.Read(ref *ring.Cursor))
            return CopyStatus.NotPublished;

        // Bounds: masked into the mapping; the copy may be torn, which the check after it finds out.
        new ReadOnlySpan<byte>(ring.Slots + (sequence & (Facts.Capacity - 1)) * record.Length, record.Length).CopyTo(record);

        // The stamp is one of this lap if the slot is.
        var isTombstone = Facts.HasManyWriters && ring.Stamps.IsTombstone(sequence);
        Volatile.ReadBarrier();
        var claim = Volatile.Read(ref *ring.Claim);
        if (claim < sequence || claim - sequence > Facts.Capacity)
            return CopyStatus.Overwritten;
        return isTombstone ? CopyStatus.Tombstone : CopyStatus.Intact;
    }

    /// <summary>The process that holds the writer's lifeline, by what the kernel shows of it in /proc.</summary>
    /// <param name="likely">A process that is asked first, for example the one found last time.</param>
    /// <returns>Its id; null if nobody holds it, or its holder cannot be seen (another user's, another pid namespace).</returns>
    /// <exception cref="ObjectDisposedException">The inspector was disposed.</exception>
    public int? FindWriterProcess(int likely = 0) => LifelineHolder.Find(Open.Control, RingLayout.WriterLock, likely);

    /// <summary>The process that holds the lifeline of a writer of many.</summary>
    /// <param name="writer">A writer of the last <see cref="Look"/>; the process that it names is asked first.</param>
    /// <inheritdoc cref="FindWriterProcess(int)"/>
    public int? FindWriterProcess(SharedWriter writer) => LifelineHolder.Find(Open.Control, RingLayout.FirstSharedWriterLock + writer.Index, writer.ProcessId);

    /// <summary>The process that holds a reader's lifeline, by what the kernel shows of it in /proc.</summary>
    /// <param name="reader">A reader of the last <see cref="Look"/>; the process that it names is asked first.</param>
    /// <inheritdoc cref="FindWriterProcess(int)"/>
    public int? FindReaderProcess(RingReader reader) => LifelineHolder.Find(Open.Control, RingLayout.FirstReaderLock + reader.Index, reader.ProcessId);

    /// <summary>Unmaps the ring.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _ring.Dispose();
    }

    private static List<RingReader> ReadReaders(RingFile ring)
    {
        var readers = new List<RingReader>();
        var places = Math.Clamp(Volatile.Read(ref ring.ReaderHighWater), 0, RingLayout.MaxReaders);
        for (var index = 0; index < places; index++)
        {
            if (ReadReader(ring, index) is { } reader)
                readers.Add(reader);
        }

        return readers;
    }

    private static List<SharedWriter> ReadWriters(RingFile ring)
    {
        var writers = new List<SharedWriter>();
        for (var index = 0; ring.Header.HasManyWriters && index < RingLayout.MaxWriters; index++)
        {
            ref var entry = ref ring.Writer(index);
            if (Volatile.Read(ref entry.State) != WriterEntry.Active)
                continue;

            // Its owner stores From before To.
            var to = Volatile.Read(ref entry.To);
            var from = Volatile.Read(ref entry.From);
            writers.Add(new SharedWriter(index, entry.GetName(), entry.Pid, ring.IsSharedWriterAlive(index), Volatile.Read(ref entry.Generation), from, to, Volatile.Read(ref entry.Published), Volatile.Read(ref entry.GivenUp)));
        }

        return writers;
    }

    /// <summary>Null if nobody has the entry. Its owner stores state and generation around the rest: what is equal before and after was one reader's.</summary>
    private static RingReader? ReadReader(RingFile ring, int index)
    {
        ref var entry = ref ring.Reader(index);
        for (var attempt = 1; ; attempt++)
        {
            var state = Volatile.Read(ref entry.State);
            var generation = Volatile.Read(ref entry.Generation);
            if (state is not (ReaderEntry.Joining or ReaderEntry.Active))
                return null;
            var reader = new RingReader(
                index, entry.GetName(), entry.Pid, (ReaderState)state, ring.IsReaderAlive(index), Volatile.Read(ref entry.Position), entry.JoinSequence, generation, entry.DependsOn, Volatile.Read(ref entry.HeldSinceNs));
            Volatile.ReadBarrier();
            if ((Volatile.Read(ref entry.State) == state && Volatile.Read(ref entry.Generation) == generation) || attempt == MostAttempts)
                return reader;
        }
    }
}
