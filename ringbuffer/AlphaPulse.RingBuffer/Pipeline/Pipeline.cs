using System.Diagnostics;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>A running graph of stages, packed onto threads. Made by <see cref="PipelineBuilder{T}"/>.</summary>
/// <remarks>Start, drain and dispose from one thread; the properties can be read from any.</remarks>
/// <typeparam name="T">The record.</typeparam>
public sealed class Pipeline<T> : IDisposable
    where T : unmanaged
{
    private readonly Stage<T>[] _stages;
    private readonly List<PipelineThread<T>> _threads = [];
    private Action? _threadStart;
    private bool _isDisposed;

    internal Pipeline(Stage<T>[] stages) => _stages = stages;

    /// <summary>Names of the stages in the order in which they were added.</summary>
    public IReadOnlyList<string> Stages => [.. _stages.Select(s => s.Name)];

    /// <summary>The threads, started or about to be, and how each waits: "guard+book=back-off-block".</summary>
    public IReadOnlyList<string> Threads => [.. _threads.Select(t => $"{t.Name}={WaitKinds.NameOf(t.Wait)}")];

    /// <summary>Why the first stage that halted did so, in the order in which they were added; null while all are well.</summary>
    public StageFault<T>? Fault
    {
        get
        {
            foreach (var stage in _stages)
            {
                if (stage.Fault is { } fault)
                    return fault;
            }

            return _threads.Find(t => t.Fault is not null)?.Fault;
        }
    }

    /// <summary>Why each stage that halted did so, and each thread that ended by an exception of its own (ring -1).</summary>
    public IReadOnlyList<StageFault<T>> Faults => [.. _stages.Select(s => s.Fault).Concat(_threads.Select(t => t.Fault)).OfType<StageFault<T>>()];

    /// <summary>Whether a stage goes on on a ring in the place of a dead one, see <see cref="PipelineBuilder{T}.TakeOverDead"/>.</summary>
    /// <param name="stage">Index in <see cref="Stages"/>.</param>
    /// <param name="ring">Index of the ring.</param>
    public bool HasTakenOver(int stage, int ring) => _stages[stage].HasTakenOver(ring);

    /// <summary>Asks a ring's writer for a complete snapshot. Any thread, until disposal.</summary>
    /// <param name="ring">Index of the ring.</param>
    public void RequestSnapshot(int ring) => _stages[0].RequestSnapshot(ring);

    /// <summary>Sequence that a stage handles next on a ring.</summary>
    /// <param name="stage">Index in <see cref="Stages"/>.</param>
    /// <param name="ring">Index of the ring.</param>
    public long Position(int stage, int ring) => _stages[stage].PositionOn(ring);

    /// <summary>Starts the threads. Stages are dealt out in order, neighbours together: 1 thread runs all of them.</summary>
    /// <param name="threads">1 to the number of stages; more are not started.</param>
    /// <param name="wait">
    /// What a thread does when none of its stages found anything. Stages that were given a strategy of their own
    /// (<see cref="PipelineBuilder{T}.WaitWith"/>) keep it; a thread with several strategies takes the most eager one.
    /// </param>
    /// <param name="threadStart">Called on each new thread before its first event, for example to set affinity; null for nothing.</param>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void Start(int threads = 1, WaitKind wait = WaitKind.Auto, Action? threadStart = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_threads.Count > 0)
            throw new InvalidOperationException("A pipeline is started once.");
        threads = Math.Min(threads, _stages.Length);
        for (var i = 0; i < threads; i++)
        {
            var stages = _stages[(i * _stages.Length / threads)..((i + 1) * _stages.Length / threads)];
            _threads.Add(PipelineThread<T>.Create(stages, stages.Max(s => WaitKinds.Resolve(s.Wait ?? wait))));
        }

        _threadStart = threadStart;
        _threads.ForEach(t => t.Start(threadStart));
    }

    /// <summary>
    /// Lets what a fault has halted go on at its position: the stage, with a new handler; or the thread, with new handlers of all its
    /// stages. The event that failed comes again: who calls this limits how often.
    /// </summary>
    /// <param name="fault">One of <see cref="Faults"/>; any other does nothing.</param>
    /// <exception cref="InvalidOperationException">A stage was added with a handler instead of a way to make one.</exception>
    public void Restart(StageFault<T> fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var thread = _threads.FindIndex(t => ReferenceEquals(t.Fault, fault));
        var halted = thread >= 0 ? _threads[thread].Stages : [.. _stages.Where(s => ReferenceEquals(s.Fault, fault))];
        if (halted.FirstOrDefault(s => !s.CanRestart) is { } fixedOne)
            throw new InvalidOperationException($"The stage '{fixedOne.Name}' was added with its handler; to be restarted it needs a way to make one.");
        foreach (var stage in halted)
            stage.RequestRestart();
        if (thread < 0)
            return;
        _threads[thread].Join(Timeout.InfiniteTimeSpan);
        _threads[thread] = _threads[thread].CreateSuccessor();
        _threads[thread].Start(_threadStart);
    }

    /// <summary>Handles everything that is published when it is called, then stops the threads.</summary>
    /// <param name="timeout">How long to wait for that. Threads that are in the middle of a batch then stop behind it.</param>
    /// <returns>True if every stage handled everything; false if the time was too short or a stage had halted.</returns>
    /// <exception cref="InvalidOperationException">The pipeline was not started.</exception>
    public bool DrainAndStop(TimeSpan timeout)
    {
        if (_threads.Count == 0)
            throw new InvalidOperationException("The pipeline was not started, or is disposed.");
        var started = Stopwatch.GetTimestamp();

        // One mark for all stages: one that marked later than the stage before it would wait for what never comes.
        var goals = _stages[0].Cursors();
        _threads.ForEach(t => t.RequestDrain(goals));
        var drained = true;
        foreach (var thread in _threads)
        {
            var left = timeout - Stopwatch.GetElapsedTime(started);
            drained &= thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero) && thread.IsDrained;
        }

        _threads.ForEach(t => t.RequestStop());
        return drained && Fault is null;
    }

    /// <summary>Stops the threads where they are, behind the batch that they are in, and leaves the rings. Waits for a handler that does not return.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _threads.ForEach(t => t.RequestStop());
        _threads.ForEach(t => t.Join(Timeout.InfiniteTimeSpan));
        _threads.Clear();
        foreach (var stage in _stages)
            stage.Dispose();
    }
}
