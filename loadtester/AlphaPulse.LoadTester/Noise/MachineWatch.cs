using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>Notes when cores were stolen or the control group was throttled, to the time between two looks. One thread; allocates nothing after it was made.</summary>
internal sealed class MachineWatch : IDisposable
{
    private readonly StealTimes _steal = new();
    private readonly Throttling _throttling = Throttling.OfThisProcess();
    private readonly RingWriter<SpanRecord> _spans;
    private readonly Clock _clock;
    private readonly long[] _before;
    private readonly long[] _now;
    private long _throttledNs;
    private long _lookedNs;

    /// <param name="spans">Where to; disposed with this object.</param>
    /// <param name="clock">The run's clock.</param>
    public MachineWatch(RingWriter<SpanRecord> spans, Clock clock)
    {
        (_spans, _clock) = (spans, clock);
        (_before, _now) = (new long[_steal.Cores], new long[_steal.Cores]);
        _steal.Read(_before);
        _before.CopyTo(_now, 0);
        _throttledNs = _throttling.ReadNs() ?? 0;
        _lookedNs = clock.NowNs();
    }

    public void Look()
    {
        _steal.Read(_now);
        var throttledNs = _throttling.ReadNs() ?? 0;
        var nowNs = _clock.NowNs();
        for (var core = 0; core < _now.Length; core++)
        {
            if (_now[core] > _before[core])
                Note(SpanKind.Steal, nowNs, _now[core] - _before[core], core);
            _before[core] = _now[core];
        }

        if (throttledNs > _throttledNs)
            Note(SpanKind.Throttled, nowNs, throttledNs - _throttledNs, -1);
        (_throttledNs, _lookedNs) = (throttledNs, nowNs);
    }

    public void Dispose()
    {
        _spans.Dispose();
        _steal.Dispose();
        _throttling.Dispose();
    }

    private void Note(SpanKind kind, long nowNs, long amountNs, int core) =>
        _ = _spans.TryPublish(new SpanRecord { Kind = kind, StartNs = _lookedNs, EndNs = nowNs, AmountNs = amountNs, Core = (short)core });
}
