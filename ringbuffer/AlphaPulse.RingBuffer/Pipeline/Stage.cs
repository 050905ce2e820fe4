using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>One stage as its thread sees it: an agent that visits its rings. Used by one thread at a time.</summary>
internal abstract class Stage<T> : IDisposable
    where T : unmanaged
{
    private readonly GatedReader<T>[] _readers;
    private readonly Stage<T>[] _after;
    private volatile StageFault<T>? _fault;
    private volatile bool _hasEnded;

    /// <param name="name">Its name.</param>
    /// <param name="readers">One a ring.</param>
    /// <param name="after">The stages of the same pipeline that it stays behind.</param>
    private protected Stage(string name, GatedReader<T>[] readers, Stage<T>[] after)
    {
        Name = name;
        _readers = readers;
        _after = after;
    }

    internal string Name { get; }

    /// <summary>How many readers it stays behind, of this pipeline and of other processes.</summary>
    internal int UpstreamCount { get; init; }

    /// <summary>How its thread is to wait; null = as the pipeline's other threads.</summary>
    internal WaitKind? Wait { get; init; }

    /// <summary>Why the stage halted. Set after it has released what it had handled.</summary>
    internal StageFault<T>? Fault
    {
        get => _fault;
        private protected set => _fault = value;
    }

    /// <summary>It will release nothing more.</summary>
    internal bool HasEnded => _hasEnded || Fault is not null;

    /// <summary>It gets no more than what is released to it by now: it halted, or one before it has ended. Asked while events still flow: allocates nothing.</summary>
    internal bool IsStuck
    {
        get
        {
            foreach (var before in _after)
            {
                if (before.HasEnded)
                    return true;
            }

            return Fault is not null;
        }
    }

    /// <summary>Whether there is a way to make a new handler.</summary>
    internal abstract bool CanRestart { get; }

    private protected GatedReader<T>[] Readers => _readers;

    /// <summary>Asks its thread to go on with a new handler at the position reached. Any thread.</summary>
    internal abstract void RequestRestart();

    /// <summary>Whether it goes on on a ring in the place of a dead one.</summary>
    internal bool HasTakenOver(int ring) => _readers[ring].HasTakenOver;

    /// <summary>Asks a ring's writer for a snapshot. Any thread.</summary>
    internal void RequestSnapshot(int ring) => _readers[ring].RequestSnapshot();

    /// <summary>Handles what is available on each ring, at most a batch a ring. Returns how many events it handled.</summary>
    internal abstract int DoWork();

    /// <summary>How far each ring is published. Any thread.</summary>
    internal long[] Cursors() => [.. _readers.Select(r => r.CursorFromAnyThread)];

    /// <summary>Where it is woken, for each ring.</summary>
    internal IEnumerable<nint> WakeAddresses => _readers.Select(r => r.WakeAddress);

    /// <summary>It waits for nobody but stages of its own thread, which looks at all of them anyway.</summary>
    /// <param name="ofThread">The stages of its thread.</param>
    internal bool IsFedBy(IReadOnlyList<Stage<T>> ofThread) => UpstreamCount > 0 && UpstreamCount == _after.Length && Array.TrueForAll(_after, ofThread.Contains);

    /// <summary>To be called by its thread once nothing is left to it.</summary>
    internal void End() => _hasEnded = true;

    internal bool HasReached(long[] positions)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            if (_readers[i].Position < positions[i])
                return false;
        }

        return true;
    }

    internal long PositionOn(int ring) => _readers[ring].PositionFromAnyThread;

    public void Dispose()
    {
        foreach (var reader in _readers)
            reader.Dispose();
    }
}
