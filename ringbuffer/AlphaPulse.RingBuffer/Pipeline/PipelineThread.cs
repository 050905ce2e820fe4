using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>A thread and the stages packed onto it.</summary>
internal abstract class PipelineThread<T>
    where T : unmanaged
{
    private const int Running = 0;
    private const int Draining = 1;
    private const int Stopping = 2;

    private readonly Thread _thread;
    private Action? _onStart;
    private long[] _goals = [];
    private volatile StageFault<T>? _fault;
    private volatile bool _isDrained;
    private int _state;

    private protected PipelineThread(Stage<T>[] stages)
    {
        Stages = stages;
        _thread = new Thread(Run) { IsBackground = true, Name = string.Join('+', stages.Select(s => s.Name)) };
    }

    /// <summary>Set if the thread ended by an exception that no event caused.</summary>
    internal StageFault<T>? Fault => _fault;

    internal bool IsDrained => _isDrained;

    private protected Stage<T>[] Stages { get; }

    internal void Start(Action? onStart)
    {
        _onStart = onStart;
        _thread.Start();
    }

    /// <summary>Asks the thread to end once each of its stages has reached these positions, one a ring.</summary>
    internal void RequestDrain(long[] goals)
    {
        if (Volatile.Read(ref _state) != Running)
            return;
        _goals = goals;
        Interlocked.CompareExchange(ref _state, Draining, Running);
    }

    internal void RequestStop() => Volatile.Write(ref _state, Stopping);

    internal bool Join(TimeSpan timeout) => _thread.Join(timeout);

    private protected abstract void Loop();

    /// <summary>True if the loop is to end.</summary>
    private protected bool ShouldEnd()
    {
        var state = Volatile.Read(ref _state);
        if (state != Draining)
            return state == Stopping;
        var drained = true;
        foreach (var stage in Stages)
        {
            if (stage.HasReached(_goals))
                continue;

            // What a stuck stage can still get was released before it got stuck, so one more look after that decides.
            if (!stage.IsStuck || stage.DoWork() > 0)
                return false;
            stage.End();
            drained = false;
        }

        _isDrained = drained;
        return true;
    }

    private protected bool IsStopping => Volatile.Read(ref _state) == Stopping;

    private protected bool IsRunning => Volatile.Read(ref _state) == Running;

    private void Run()
    {
        try
        {
            AbsoluteSleep.MakeThreadPunctual();
            _onStart?.Invoke();
            Loop();
        }
        catch (Exception e)
        {
            _fault = new StageFault<T>(_thread.Name!, -1, -1, default, e);
        }
    }
}

/// <summary>The loop, closed over its wait strategy.</summary>
internal sealed class PipelineThread<T, TWait>(Stage<T>[] stages) : PipelineThread<T>(stages)
    where T : unmanaged
    where TWait : struct, IWaitStrategy
{
    private protected override void Loop()
    {
        var wait = default(TWait);
        wait.Reset();
        var catchUp = default(CatchUpPause);
        while (!IsStopping)
        {
            var handled = 0;
            foreach (var stage in Stages)
                handled += stage.DoWork();
            if ((handled == 0 || !IsRunning) && ShouldEnd())
                return;
            catchUp.After(handled);
            if (handled > 0)
                wait.Reset();
            else
                wait.Wait();
        }
    }
}
