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

    internal bool IsWriterAlive => IsThere && View.IsWriterAlive();

    internal RingFile View
    {
        get
        {
            if (_view?.IsCurrent() == false)
                Forget();
            return _view ??= RingFile.Attach(path, RecordSchema.Of<CheckedRecord>(), RingFile.Access.Inspect, null, ring => ring);
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
                return View.IsReaderAlive(i) && (!hasStarted || Volatile.Read(ref *View.Claim) <= Volatile.Read(ref entry.Position) + View.Capacity);
        }

        return false;
    }

    /// <summary>The last claim of this writer found the ring full because of this reader.</summary>
    internal bool DoesWaitFor(Actor writer, Actor reader) =>
        Volatile.Read(ref writer.Board.Slowest) is >= 0 and var slowest && View.Reader(slowest).Pid == reader.Id && writer.Position == Cursor;

    internal void Forget()
    {
        _view?.Dispose();
        _view = null;
    }

    public void Dispose() => Forget();
}
