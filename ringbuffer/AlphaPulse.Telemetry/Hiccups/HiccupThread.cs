using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Outliers;
using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Telemetry.Hiccups;

/// <summary>The recorder of one core: sleeps on a fixed grid of deadlines and records by how much each was overshot.</summary>
internal sealed class HiccupThread : IDisposable
{
    private const int StackBytes = 256 << 10;

    private readonly int _core;
    private readonly long _periodNs;
    private readonly long _phaseNs;
    private readonly long _spanThresholdNs;
    private readonly Clock _clock;
    private readonly SharedHistogram _histogram;
    private readonly RingWriter<SpanRecord>? _spans;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _hasBegun = new();
    private volatile bool _isStopped;

    internal HiccupThread(int core, HiccupOptions options, Clock clock, SharedHistogram histogram, RingWriter<SpanRecord>? spans)
    {
        (_core, _clock, _histogram, _spans) = (core, clock, histogram, spans);
        (_periodNs, _phaseNs, _spanThresholdNs) = (options.PeriodNs, options.PhaseNs, options.SpanThresholdNs);
        _thread = new Thread(Run, StackBytes) { Name = $"hiccup.{core}", IsBackground = true };
    }

    internal void Start() => _thread.Start();

    /// <summary>Waits until its loop has gone round: all it runs through is compiled then.</summary>
    internal void WaitUntilBegun() => _hasBegun.Wait();

    public void Dispose()
    {
        _isStopped = true;
        if (_thread.IsAlive)
            _thread.Join();
        _spans?.Dispose();
        _hasBegun.Dispose();
    }

    private void Run()
    {
        try
        {
            Record();
        }
        finally
        {
            _hasBegun.Set();
        }
    }

    private void Record()
    {
        // A core that was taken away meanwhile has no hiccups of its own.
        if (!ThreadCores.TryPin(_core))
            return;
        AbsoluteSleep.MakeThreadPunctual();
        PreparedCode.Compile();
        using var counters = new ThreadCounterReader();
        var waitedNs = counters.ReadRunQueueWaitNs();
        var nowNs = _clock.NowNs();
        var deadlineNs = (nowNs / _periodNs + 1) * _periodNs + _phaseNs;
        while (!_isStopped)
        {
            // The two clocks differ, but not by anything within a period.
            AbsoluteSleep.Until(AbsoluteSleep.NowNs() + deadlineNs - nowNs);
            nowNs = _clock.NowNs();
            if (nowNs < deadlineNs)
                continue;
            var totalWaitNs = counters.ReadRunQueueWaitNs();
            if (nowNs - deadlineNs >= _spanThresholdNs)
                RecordSpan(deadlineNs, nowNs, totalWaitNs - waitedNs);
            waitedNs = totalWaitNs;

            // The grid is fixed: what was due in the meantime was late, too, and each by its own time.
            for (; deadlineNs <= nowNs; deadlineNs += _periodNs)
                _histogram.RecordValue(nowNs - deadlineNs);
            nowNs = _clock.NowNs();
            if (!_hasBegun.IsSet)
                _hasBegun.Set();
        }
    }

    private void RecordSpan(long startNs, long endNs, long runQueueWaitNs) => _ = _spans?.TryPublish(new SpanRecord
    {
        Kind = SpanKind.Hiccup,
        StartNs = startNs,
        EndNs = endNs,
        AmountNs = Math.Clamp(runQueueWaitNs, 0, endNs - startNs),
        Core = (short)_core,
    });
}
