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
    private int _state;

    private protected PipelineThread(Stage<T>[] stages)
    {
        Stages = stages;
        _thread = new Thread(Run) { IsBackground = true, Name = string.Join('+', stages.Select(s => s.Name)) };
    }

    /// <summary>Set if the thread ended by an exception that no event caused, such as a corrupted ring.</summary>
    internal StageFault<T>? Fault { get; private set; }

    internal bool IsDrained { get; private set; }

    private protected Stage<T>[] Stages { get; }

    internal void Start(Action? onStart)
    {
        _onStart = onStart;
        _thread.Start();
    }

    internal void RequestDrain() => Interlocked.CompareExchange(ref _state, Draining, Running);

    internal bool Join(TimeSpan timeout) => _thread.Join(timeout);

    internal void Stop()
    {
        Volatile.Write(ref _state, Stopping);
        _thread.Join();
    }

    private protected abstract void Loop();

    /// <summary>Called when nothing was found: true if the loop is to end.</summary>
    private protected bool ShouldEnd(ref bool drainMarked)
    {
        var state = Volatile.Read(ref _state);
        if (state == Running)
            return false;
        if (state == Stopping)
            return true;
        if (!drainMarked)
        {
            drainMarked = true;
            foreach (var stage in Stages)
                stage.MarkDrain();
        }

        foreach (var stage in Stages)
        {
            if (!stage.IsDrained())
                return stage.Fault is not null;
        }

        return IsDrained = true;
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
            Fault = new StageFault<T>(_thread.Name!, -1, -1, default, e);
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
        var drainMarked = false;
        var wait = default(TWait);
        wait.Reset();
        while (!IsStopping)
        {
            var handled = 0;
            foreach (var stage in Stages)
                handled += stage.DoWork();
            if ((handled == 0 || !IsRunning) && ShouldEnd(ref drainMarked))
                return;
            if (handled > 0)
                wait.Reset();
            else
                wait.Wait();
        }
    }
}
