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
    private readonly long _spanThresholdNs;
    private readonly Clock _clock;
    private readonly SharedHistogram _histogram;
    private readonly RingWriter<SpanRecord>? _spans;
    private readonly Thread _thread;
    private volatile bool _isStopped;

    internal HiccupThread(int core, HiccupOptions options, Clock clock, SharedHistogram histogram, RingWriter<SpanRecord>? spans)
    {
        (_core, _clock, _histogram, _spans) = (core, clock, histogram, spans);
        (_periodNs, _spanThresholdNs) = (options.PeriodNs, options.SpanThresholdNs);
        _thread = new Thread(Run, StackBytes) { Name = $"hiccup.{core}", IsBackground = true };
    }

    internal void Start() => _thread.Start();

    public void Dispose()
    {
        _isStopped = true;
        if (_thread.IsAlive)
            _thread.Join();
        _spans?.Dispose();
    }

    private void Run()
    {
        // A core that was taken away meanwhile has no hiccups of its own.
        if (!ThreadCores.TryPin(_core))
            return;
        AbsoluteSleep.MakeThreadPunctual();
        using var counters = new ThreadCounterReader();
        var waitedNs = counters.ReadRunQueueWaitNs();
        var deadlineNs = AbsoluteSleep.NowNs() + _periodNs;
        while (!_isStopped)
        {
            AbsoluteSleep.Until(deadlineNs);
            var nowNs = AbsoluteSleep.NowNs();
            var totalWaitNs = counters.ReadRunQueueWaitNs();
            if (nowNs - deadlineNs >= _spanThresholdNs)
                RecordSpan(nowNs - deadlineNs, totalWaitNs - waitedNs);
            waitedNs = totalWaitNs;

            // The grid is fixed: what was due in the meantime was late, too, and each by its own time.
            for (; deadlineNs <= nowNs; deadlineNs += _periodNs)
                _histogram.RecordValue(nowNs - deadlineNs);
        }
    }

    private void RecordSpan(long overshootNs, long runQueueWaitNs)
    {
        if (_spans is null)
            return;
        var endNs = _clock.NowNs();
        _ = _spans.TryPublish(new SpanRecord
        {
            Kind = SpanKind.Hiccup,
            StartNs = endNs - overshootNs,
            EndNs = endNs,
            AmountNs = Math.Clamp(runQueueWaitNs, 0, overshootNs),
            Core = (short)_core,
        });
    }
}
