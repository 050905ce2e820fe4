using AlphaPulse.RingBuffer.Consuming;

namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>One stage as its thread sees it: an agent that visits its rings. Used by one thread at a time.</summary>
internal abstract class Stage<T> : IDisposable
    where T : unmanaged
{
    private readonly GatedReader<T>[] _readers;
    private long[] _drainTo = [];

    private protected Stage(string name, GatedReader<T>[] readers)
    {
        Name = name;
        _readers = readers;
    }

    internal string Name { get; }

    internal StageFault<T>? Fault { get; private protected set; }

    private protected GatedReader<T>[] Readers => _readers;

    /// <summary>Handles what is available on each ring, at most a batch a ring. Returns how many events it handled.</summary>
    internal abstract int DoWork();

    /// <summary>Notes where each ring's cursor is now; <see cref="IsDrained"/> is judged against that.</summary>
    internal void MarkDrain() => _drainTo = [.. _readers.Select(r => r.Cursor)];

    internal bool IsDrained()
    {
        for (var i = 0; i < _drainTo.Length; i++)
        {
            if (_readers[i].Position < _drainTo[i])
                return false;
        }

        return true;
    }

    internal long PositionOn(int ring) => Volatile.Read(ref _readers[ring].PublishedPosition);

    public void Dispose()
    {
        foreach (var reader in _readers)
            reader.Dispose();
    }
}
