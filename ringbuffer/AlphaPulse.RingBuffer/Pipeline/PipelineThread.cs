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
    private readonly RingWaiter _waiter;
    private Action? _onStart;
    private long[] _goals = [];
    private volatile StageFault<T>? _fault;
    private volatile bool _isDrained;
    private int _state;

    private protected PipelineThread(Stage<T>[] stages, WaitKind wait)
    {
        Wait = wait;
        Stages = stages;
        _waiter = new RingWaiter([.. stages.Where(s => !s.IsFedBy(stages)).SelectMany(s => s.WakeAddresses).Distinct()]);
        _thread = new Thread(Run) { IsBackground = true, Name = string.Join('+', stages.Select(s => s.Name)) };
    }

    /// <summary>Set if the thread ended by an exception that no event caused.</summary>
    internal StageFault<T>? Fault => _fault;

    internal bool IsDrained => _isDrained;

    internal string Name => _thread.Name!;

    internal WaitKind Wait { get; }

    internal Stage<T>[] Stages { get; }

    /// <summary>A thread that does what this one did, to be started when this one has ended.</summary>
    internal PipelineThread<T> CreateSuccessor() => Create(Stages, Wait);

    private protected RingWaiter Waiter => _waiter;

    /// <summary>A thread that waits in a way.</summary>
    internal static PipelineThread<T> Create(Stage<T>[] stages, WaitKind wait) => wait switch
    {
        WaitKind.BackOffBlock => new PipelineThread<T, BackOffBlockWait>(stages, wait),
        WaitKind.SpinBlock => new PipelineThread<T, SpinBlockWait>(stages, wait),
        WaitKind.Block => new PipelineThread<T, BlockWait>(stages, wait),
        WaitKind.BackOff => new PipelineThread<T, BackOffWait>(stages, wait),
        WaitKind.Yield => new PipelineThread<T, YieldWait>(stages, wait),
        WaitKind.BusySpin => new PipelineThread<T, BusySpinWait>(stages, wait),
        _ => throw new ArgumentOutOfRangeException(nameof(wait), wait, "There is no such wait strategy."),
    };

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
        _waiter.Wake();
    }

    /// <summary>Asks the thread to end behind its batch. Its rings must still be mapped.</summary>
    internal void RequestStop()
    {
        Volatile.Write(ref _state, Stopping);
        _waiter.Wake();
    }

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
internal sealed class PipelineThread<T, TWait>(Stage<T>[] stages, WaitKind kind) : PipelineThread<T>(stages, kind)
    where T : unmanaged
    where TWait : struct, IWaitStrategy
{
    private protected override void Loop()
    {
        var wait = default(TWait);
        wait.Reset();
        var catchUp = default(CatchUpPause);
        var isAnnounced = false;
        while (!IsStopping)
        {
            var handled = 0;
            foreach (var stage in Stages)
                handled += stage.DoWork();
            if ((handled == 0 || !IsRunning) && ShouldEnd())
                return;
            catchUp.After(handled);
            if (handled > 0)
            {
                wait.Reset();
                isAnnounced = false;
            }
            else if (!wait.ShouldBlock || !IsRunning)
            {
                wait.Wait();
            }
            else if (!isAnnounced)
            {
                // The loop's next round is the look that must follow.
                Waiter.Announce();
                isAnnounced = true;
            }
            else if (Waiter.Sleep())
            {
                wait.Reset();
                isAnnounced = false;
            }
            else
            {
                // The look after this sleep is the one before the next.
                Waiter.Announce();
            }
        }
    }
}
