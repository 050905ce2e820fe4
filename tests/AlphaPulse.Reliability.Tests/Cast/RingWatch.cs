using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Cast;

/// <summary>The ring at a path as an outsider sees it, also after it was replaced. Takes no part and no lock.</summary>
internal sealed unsafe class RingWatch(string path) : IDisposable
{
    private RingFile? _view;

    internal bool IsThere => Directory.Exists(path);

    internal long Cursor => Volatile.Read(ref *View.Cursor);

    internal long Claim => Volatile.Read(ref *View.Claim);

    internal bool HasManyWriters => Present is { Header.HasManyWriters: true };

    internal bool IsWriterAlive => Present?.IsWriterAlive() == true;

    internal RingFile View
    {
        get
        {
            if (_view?.IsCurrent() == false)
                Forget();
            return _view ??= RingFile.Attach(path, RecordSchema.Of<CheckedRecord>(), RingFile.Access.Inspect, null, ring => ring);
        }
    }

    /// <summary>Null if there is no ring, at this moment between two rings.</summary>
    private RingFile? Present
    {
        get
        {
            try
            {
                return IsThere ? View : null;
            }
            catch (RingException e) when (e.Fault == RingFault.NotFound)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// A gated reader's entry is its own, and, once it has its start, nothing that it has not released is being overwritten. Before, its position
    /// may be of long ago.
    /// </summary>
    internal bool StandsInTable(Actor reader, bool hasStarted = true)
    {
        for (var i = 0; i < RingLayout.MaxReaders; i++)
        {
            ref var entry = ref View.Reader(i);
            if (entry.Pid == reader.Id && Volatile.Read(ref entry.State) == ReaderEntry.Active)
                return StandsInTable(i, hasStarted);
        }

        return false;
    }

    /// <summary>The same of an entry that a living process has, whoever filled it.</summary>
    internal bool StandsInTable(int index, bool hasStarted = true)
    {
        ref var entry = ref View.Reader(index);
        return Volatile.Read(ref entry.State) == ReaderEntry.Active && View.IsReaderAlive(index) && (!hasStarted || Claim <= Volatile.Read(ref entry.Position) + View.Capacity);
    }

    /// <summary>The entry of one of many writers is its own.</summary>
    internal bool StandsInWriterTable(Actor writer)
    {
        var index = writer.Board.Index;
        return index >= 0 && View.Writer(index).Pid == writer.Id && View.IsSharedWriterAlive(index);
    }

    /// <summary>What a stopped one of many writers has recorded that it claims, or tries to, has a sequence in it.</summary>
    internal bool DoesClaim(Actor writer, long sequence)
    {
        if (writer.Board.Index < 0)
            return false;
        ref var entry = ref View.Writer(writer.Board.Index);
        return Volatile.Read(ref entry.From) <= sequence && sequence < Volatile.Read(ref entry.To);
    }

    /// <summary>The last claim of this writer found the ring full because of this reader.</summary>
    internal bool DoesWaitFor(Actor writer, Actor reader) =>
        Volatile.Read(ref writer.Board.Slowest) is >= 0 and var slowest && View.Reader(slowest).Pid == reader.Id && (HasManyWriters || writer.Position == Cursor);

    internal void Forget()
    {
        _view?.Dispose();
        _view = null;
    }

    public void Dispose() => Forget();
}
