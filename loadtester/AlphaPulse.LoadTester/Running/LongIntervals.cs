using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Running;

/// <summary>
/// Joins the seconds of a long run into intervals of which a run has at most some 3,600, with percentiles of their own (those of
/// seconds cannot be joined).
/// </summary>
internal sealed class LongIntervals
{
    private const long NsPerSecond = 1_000_000_000;
    private const double NsPerSecondReal = 1e9;

    /// <summary>Two hours of seconds are kept as they are, some 2 MB.</summary>
    private const long MostSeconds = 7_200;
    private const long MostIntervals = 3_600;

    private readonly IntervalMeter _meter;
    private readonly long _lengthNs;
    private long _startNs;
    private int _seconds;
    private double _cpuPercents;
    private double _peakMemoryMb;

    private LongIntervals(IntervalMeter meter, long lengthNs) => (_meter, _lengthNs) = (meter, lengthNs);

    /// <summary>Null for a run that is short enough, and for a replay, which nobody knows the length of but is no matter of hours.</summary>
    public static LongIntervals? For(RunPlan plan, RunTelemetry telemetry)
    {
        var seconds = plan.Phases.Where(phase => phase.IsMeasured).Max(phase => phase.EndNs) / NsPerSecond;
        return plan.Replay is not null || seconds <= MostSeconds
            ? null
            : new LongIntervals(new IntervalMeter(telemetry, plan.Phases), (seconds + MostIntervals - 1) / MostIntervals * NsPerSecond);
    }

    public void Start(long nowNs)
    {
        _startNs = nowNs;
        _meter.Start();
    }

    /// <summary>Takes a second; returns the interval that it completes, or null.</summary>
    public IntervalResults? Add(IntervalResults second, long nowNs, long originNs)
    {
        _seconds++;
        _cpuPercents += second.CpuPercent;
        _peakMemoryMb = Math.Max(_peakMemoryMb, second.MemoryMb);
        return nowNs - _startNs >= _lengthNs - (NsPerSecond / 2) ? End(nowNs, originNs) : null;
    }

    /// <summary>The interval since the last one; null if no second went by.</summary>
    public IntervalResults? End(long nowNs, long originNs)
    {
        if (_seconds == 0)
            return null;
        var interval = _meter.Sample(nowNs) with
        {
            AtSecs = Math.Round((nowNs - originNs) / NsPerSecondReal, 3),
            CpuPercent = Math.Round(_cpuPercents / _seconds, 2),
            MemoryMb = _peakMemoryMb,
        };
        (_startNs, _seconds, _cpuPercents, _peakMemoryMb) = (nowNs, 0, 0, 0);
        return interval;
    }
}
