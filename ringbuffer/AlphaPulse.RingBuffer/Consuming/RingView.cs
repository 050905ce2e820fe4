using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>
/// A ring seen from outside, for tools: how far it is written, who reads it and how far. Maps both files read-only, takes no part
/// and no lock, reads no record; neither writer nor readers notice.
/// </summary>
/// <remarks>
/// The words are read one after the other while others move them: the cursor last, so that no reader is ahead of it. Not
/// thread-safe beyond that: <see cref="Dispose"/> must not meet another call.
/// </remarks>
/// <typeparam name="T">The record, see <see cref="RecordSchema.Of{T}"/>.</typeparam>
public sealed class RingView<T> : IDisposable
    where T : unmanaged
{
    private readonly RingFile _ring;
    private bool _isDisposed;

    private RingView(RingFile ring) => _ring = ring;

    /// <summary>Directory of the ring.</summary>
    public string Path => _ring.Path;

    /// <summary>Number of slots.</summary>
    public long Capacity => _ring.Capacity;

    /// <summary>Whether a process holds the writer's place.</summary>
    /// <exception cref="ObjectDisposedException">The view was disposed.</exception>
    public bool IsWriterAlive => Open.IsWriterAlive();

    /// <summary>Whether the writer has said that nothing more will come.</summary>
    /// <exception cref="ObjectDisposedException">The view was disposed.</exception>
    public bool IsClosed => Volatile.Read(ref Open.State) == RingLayout.StateClosed;

    /// <summary>How often a claim found the ring full.</summary>
    /// <exception cref="ObjectDisposedException">The view was disposed.</exception>
    public long FullCount => Volatile.Read(ref Open.Counter(RingLayout.FullCountOffset));

    private RingFile Open
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _ring;
        }
    }

    /// <summary>Maps a ring; needs permission to read both of its files.</summary>
    /// <param name="path">The ring's directory.</param>
    /// <exception cref="RingException">As for <see cref="GatedReader{T}.Attach"/>, at once: an unfinished ring is not waited for.</exception>
    public static RingView<T> Attach(string path) =>
        RingFile.Attach(path, RecordSchema.Of<T>(), RingFile.Access.Inspect, TimeSpan.Zero, ring => new RingView<T>(ring));

    /// <summary>Sequence that is published next, and the living readers by their places in the table.</summary>
    /// <param name="readers">Receives the readers; what it held is removed.</param>
    /// <returns>The cursor: no reader's position is above it.</returns>
    /// <exception cref="ObjectDisposedException">The view was disposed.</exception>
    public long Read(ICollection<RingReader> readers)
    {
        ArgumentNullException.ThrowIfNull(readers);
        var ring = Open;
        readers.Clear();
        var places = Math.Clamp(Volatile.Read(ref ring.ReaderHighWater), 0, RingLayout.MaxReaders);
        for (var index = 0; index < places; index++)
        {
            ref var entry = ref ring.Reader(index);
            if (Volatile.Read(ref entry.State) == ReaderEntry.Active && ring.IsReaderAlive(index))
                readers.Add(new RingReader(index, entry.GetName(), entry.Pid, Volatile.Read(ref entry.Position)));
        }

        return Volatile.Read(ref ring.Counter(RingLayout.CursorOffset));
    }

    /// <summary>Unmaps the ring.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _ring.Dispose();
    }
}
