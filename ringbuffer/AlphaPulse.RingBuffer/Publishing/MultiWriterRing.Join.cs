using System.Text;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Publishing;

/// <remarks>
/// Joining: 1. the writers' common lifeline is locked, shared: from here on the ring is not removed; 2. holes of dead writers are
/// closed, which frees their entries; 3. the lifeline of the first entry is locked that is free and whose last claim is settled: all of it lies
/// before the cursor, or it was never made; 4. the entry is filled. Leaving: the entry is freed, both locks are given back; who can
/// then lock the common lifeline for itself was the last: it closes what dead writers left, and the ring.
/// </remarks>
public sealed unsafe partial class MultiWriterRing<T>
{
    /// <summary>Creates a ring for many writers and becomes the first of them. The ring appears at once and whole.</summary>
    /// <param name="path">The ring's directory; its parent must exist. A left-over that nobody uses is replaced.</param>
    /// <param name="name">Name of this writer, shown by tools; 1 to 64 bytes of UTF-8.</param>
    /// <param name="options">Capacity, permissions, this writer's policy.</param>
    /// <exception cref="ArgumentException">The name, the options or the record type are not possible.</exception>
    /// <exception cref="RingException">As for <see cref="RingWriter{T}.Create"/>.</exception>
    public static MultiWriterRing<T> Create(string path, string name, RingOptions? options = null)
    {
        RequireName(name);
        options ??= new RingOptions();
        var ring = RingFile.Create(path, options, RecordSchema.Of<T>(), hasManyWriters: true);
        try
        {
            return Enter(ring, name, options.DeadReaders, isCreator: true);
        }
        catch
        {
            ring.Dispose();
            throw;
        }
    }

    /// <summary>Becomes one more writer of a ring for many, also if all its writers have left or died.</summary>
    /// <param name="path">The ring's directory.</param>
    /// <param name="name">Name of this writer, shown by tools; 1 to 64 bytes of UTF-8.</param>
    /// <param name="deadReaders">What this writer does about dead readers when it finds the ring full.</param>
    /// <param name="timeout">How long to wait for a ring that is not initialised yet; 2 s unless given.</param>
    /// <param name="owner">Whose ring it may be.</param>
    /// <exception cref="ArgumentException">The name is empty, too long or has control characters.</exception>
    /// <exception cref="RingException"><see cref="RingFault.OtherKind"/> (it is a ring for one writer), <see cref="RingFault.TooManyWriters"/>, and what attaching can throw, see <see cref="Consuming.GatedReader{T}.Attach"/>.</exception>
    public static MultiWriterRing<T> Join(string path, string name, DeadReaderPolicy deadReaders = DeadReaderPolicy.Reclaim, TimeSpan? timeout = null, TrustedOwner owner = TrustedOwner.SelfOrRoot)
    {
        RequireName(name);
        return RingFile.Attach(path, RecordSchema.Of<T>(), RingFile.Access.Write, timeout, ring => Enter(ring, name, deadReaders, isCreator: false), owner);
    }

    /// <summary>Gives up what is left of the claim and leaves. The last writer closes the ring: readers handle what is published and learn that no more comes, unless somebody joins again.</summary>
    public void Dispose()
    {
        if (_isClosed)
            return;
        GiveUp();
        _hold.End(_ring);
        _isClosed = true;
        _limit = _leastClaim;
        Volatile.Write(ref _entry->State, WriterEntry.Free);
        ProtocolSteps.Reached(ProtocolStep.MultiLeaveFreed);
        FileLocks.Unlock(_ring.Control.Handle, RingLayout.FirstSharedWriterLock + _index);
        FileLocks.Unlock(_ring.Control.Handle, RingLayout.WriterLock);
        ProtocolSteps.Reached(ProtocolStep.MultiLeaveUnlocked);

        // Of two that leave at once, who gives its share back last succeeds, unless the other already did. A joiner waits meanwhile.
        if (FileLocks.TryLock(_ring.Control.Handle, RingLayout.WriterLock))
            Close();
        _ring.Dispose();
    }

    /// <summary>The end of <see cref="Create"/> and <see cref="Join"/>, on a ring that was made or attached before.</summary>
    internal static MultiWriterRing<T> Enter(RingFile ring, string name, DeadReaderPolicy deadReaders, bool isCreator)
    {
        ring.RequireManyWriters(true);

        // A creator has had the lock for itself since before the ring appeared, and changes it to a shared one. Who meets that, or a
        // remover, or the last writer that leaves, tries again.
        if (!FileLocks.TryLock(ring.Control.Handle, RingLayout.WriterLock, shared: true))
            throw ring.BeingReplaced();
        ProtocolSteps.Reached(ProtocolStep.MultiJoinLocked);
        if (!isCreator && !ring.IsCurrent())
            throw ring.BeingReplaced();
        var cursor = Volatile.Read(ref *ring.Cursor);
        if (cursor < ring.Header.FirstSequence || Volatile.Read(ref *ring.Claim) < cursor)
            throw ring.Corrupted($"cursor (claim {*ring.Claim})", cursor);
        DeadWriters.CloseHoles(ring, -1);
        for (var i = 0; i < RingLayout.MaxWriters; i++)
        {
            // Asked before, too: while this process has the entry of a dead writer locked, nobody closes that one's hole.
            if (!IsSettled(ring, i) || !FileLocks.TryLock(ring.Control.Handle, RingLayout.FirstSharedWriterLock + i))
                continue;
            if (IsSettled(ring, i))
            {
                FillEntry(ring, i, name);
                return new MultiWriterRing<T>(ring, i, deadReaders);
            }

            FileLocks.Unlock(ring.Control.Handle, RingLayout.FirstSharedWriterLock + i);
        }

        throw new RingException(RingFault.TooManyWriters, ring.Path, $"all {RingLayout.MaxWriters} writer entries are taken by living writers, or by dead ones whose last claim waits for a living one. Stop one.");
    }

    /// <summary>Nobody needs the record of the entry's last owner any more, which is dead or has left.</summary>
    private static bool IsSettled(RingFile ring, int index)
    {
        ref var entry = ref ring.Writer(index);
        var to = Volatile.Read(ref entry.To);
        return to == 0 || to <= Volatile.Read(ref *ring.Cursor) || Volatile.Read(ref entry.From) >= Volatile.Read(ref *ring.Claim);
    }

    private static void FillEntry(RingFile ring, int index, string name)
    {
        ref var entry = ref ring.Writer(index);
        Volatile.Write(ref entry.To, 0);
        entry.From = 0;
        entry.Published = 0;
        entry.GivenUp = 0;
        entry.Pid = Environment.ProcessId;
        entry.SetName(name);
        GateHold.ClearAll(ring);
        if (Volatile.Read(ref entry.Generation) != 0 || index != 0)
            Interlocked.Increment(ref ring.Epoch);
        Volatile.Write(ref entry.Generation, entry.Generation + 1);
        Volatile.Write(ref entry.State, WriterEntry.Active);
        Volatile.Write(ref ring.State, RingLayout.StateOpen);
        ProtocolSteps.Reached(ProtocolStep.MultiJoinEntered);
        RingWake.Call(ring.Wake);
    }

    private void Close()
    {
        try
        {
            // Nobody else writes: what is claimed and not stamped belongs to the dead.
            DeadWriters.CloseHoles(_ring, -1);
        }
        catch (RingException)
        {
            // Readers find the impossible word themselves.
        }

        Volatile.Write(ref _ring.State, RingLayout.StateClosed);
        ProtocolSteps.Reached(ProtocolStep.MultiClosed);
        RingWake.Call(_wake);
    }

    private static void RequireName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || Encoding.UTF8.GetByteCount(name) > ReaderEntry.MaxNameBytes || !ShownText.IsFit(name))
            throw new ArgumentException($"A writer's name has 1 to {ReaderEntry.MaxNameBytes} bytes and no control characters, found '{ShownText.Of(name)}'.", nameof(name));
    }
}
