using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Verifying;

/// <summary>
/// Reads a soak's ring twice, on two threads: losslessly and as an observer. Both rest now and then, so that the ring gets full and
/// the observer is lapped: the paths that a test of a ring that is always empty never takes.
/// </summary>
internal sealed class SoakReaders<T> : ISoakReaders
    where T : unmanaged
{
    private const long RestEvery = 200_000;
    private static readonly TimeSpan s_gatedRest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_observerRest = TimeSpan.FromMilliseconds(5);

    private readonly GatedReader<T> _gated;
    private readonly Observer<T> _observer;
    private readonly SequenceCheck _gatedCheck = new();
    private readonly SequenceCheck _observerCheck = new();
    private long _laps;

    public SoakReaders(SoakSettings settings)
    {
        _gated = GatedReader<T>.Attach(settings.Ring, new ReaderOptions { Name = "verify" });
        try
        {
            _observer = Observer<T>.Attach(settings.Ring, StartAt.Oldest);
        }
        catch
        {
            _gated.Dispose();
            throw;
        }
    }

    public void Run(CancellationToken stop)
    {
        Exception? fault = null;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var observing = new Thread(() => Guarded(() => Observe(end.Token), ref fault)) { Name = "observer", IsBackground = true };
        observing.Start();
        Guarded(() => ReadGated(end.Token), ref fault);
        if (fault is not null)
            end.Cancel();
        observing.Join();
        stop.ThrowIfCancellationRequested();
        if (fault is not null)
            throw fault;
    }

    public (GatedCount Gated, ObserverCount Observer) Count(Written written)
    {
        _gatedCheck.End(written.Next);
        _observerCheck.End(written.Next);
        return (
            new GatedCount { Read = _gatedCheck.Seen, Torn = _gatedCheck.Torn, Lost = _gatedCheck.Lost, Doubled = _gatedCheck.Doubled },
            new ObserverCount
            {
                Delivered = _observerCheck.Seen,
                Lost = _observer.Lost,
                Laps = _laps,
                Torn = _observerCheck.Torn,
                Unreported = _observerCheck.Lost,
                Doubled = _observerCheck.Doubled,
            });
    }

    public void Dispose()
    {
        _observer.Dispose();
        _gated.Dispose();
    }

    private void ReadGated(CancellationToken stop)
    {
        var wait = default(BackOffWait);
        var rested = 0L;
        while (!stop.IsCancellationRequested)
        {
            var isClosed = _gated.IsClosed;
            var available = _gated.Available();
            if (available == 0)
            {
                if (isClosed)
                    return;
                if (!_gated.IsWriterAlive && !_gated.IsClosed)
                    throw new BrokenSoakException("the writer's process died, and the soak with it: run it again, or look into the kernel's log for who killed it");
                wait.Wait();
                continue;
            }

            wait.Reset();
            for (var sequence = _gated.Position; sequence < _gated.Position + available; sequence++)
                _gatedCheck.See(MemoryMarshal.Cast<T, ulong>(new ReadOnlySpan<T>(in _gated[sequence])));
            _gated.Release(available);
            if (_gated.Position - rested >= RestEvery)
            {
                rested = _gated.Position;
                Thread.Sleep(s_gatedRest);
            }
        }
    }

    private void Observe(CancellationToken stop)
    {
        var wait = default(BackOffWait);
        var rested = 0L;
        while (!stop.IsCancellationRequested)
        {
            switch (_observer.TryRead(out var record))
            {
                case ObserveStatus.Read:
                    wait.Reset();
                    _observerCheck.See(MemoryMarshal.Cast<T, ulong>(new ReadOnlySpan<T>(in record)));
                    break;
                case ObserveStatus.Lapped:
                    _laps++;
                    _observerCheck.Skip(_observer.LastLost.Count);
                    break;
                case ObserveStatus.Closed:
                    return;
                default:
                    wait.Wait();
                    break;
            }

            if (_observer.Position - rested >= RestEvery)
            {
                rested = _observer.Position;
                Thread.Sleep(s_observerRest);
            }
        }
    }

    private static void Guarded(Action action, ref Exception? fault)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref fault, e, null);
        }
    }
}
