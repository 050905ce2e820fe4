using AlphaPulse.LoadTester.Noise;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Running;

/// <summary>
/// Takes the samples of a run in progress: an interval a second, which it hands to whoever wants them, and, around a burst, the write and response P99 four times a second. All times are nanoseconds after the start of the schedule. Not
/// thread-safe.
/// </summary>
internal sealed class RunRecorder
{
    private const long IntervalNs = 1_000_000_000;
    private const double NsPerSecond = 1e9;

    private readonly RunPlan _plan;
    private readonly RunMeasurement _measured;
    private readonly ResourceMonitor _monitor;
    private readonly RunTelemetry _telemetry;
    private readonly IntervalMeter _intervals;
    private readonly IntervalMeter? _recovery;
    private readonly NoiseMeter _noise;

    private readonly HeatMapRecorder _heatMap = new();
    private readonly IReadOnlyList<IIntervalSink> _sinks;
    private readonly long _originNs;
    private readonly double? _totalSecs;
    private bool _isStarted;
    private bool _isMeasuring;
    private long _ringFullBefore;
    private long _intervalStartNs;
    private long _recoveryStartNs;
    private IntervalResults? _last;
    private double _lastSecs;

    public RunRecorder(RunPlan plan, RunMeasurement measured, RunTelemetry telemetry, ResourceMonitor monitor, IReadOnlyList<IIntervalSink> sinks)
    {
        _plan = plan;
        _measured = measured;
        _monitor = monitor;
        _telemetry = telemetry;
        _intervals = new IntervalMeter(telemetry, plan.Phases);
        _recovery = plan.Phases.Any(phase => phase.Name == RunPhases.Burst) ? new IntervalMeter(telemetry, plan.Phases) : null;
        _noise = new NoiseMeter(telemetry, plan.Noise?.HiccupPeriodNs ?? 0);
        _originNs = plan.Phases.First(phase => phase.IsMeasured).StartNs;
        _sinks = [new IntervalList(measured.Intervals, hasSchedule: !measured.IsAttached, measured.LeastIntervalSecs, measured.Schedule), _heatMap, .. sinks];
        _totalSecs = plan.Replay is null ? plan.Phases[^1].EndNs / NsPerSecond : null;
    }

    /// <summary>Looks at what is due now. Called several times a second.</summary>
    public void Tick(long nowNs)
    {
        if (!_isStarted)
        {
            // Before the first event: a meter that starts with the first tick after it would miss what came between.
            _isStarted = true;
            _intervals.Start();
            _recovery?.Start();
        }

        if (nowNs < _originNs)
            return;
        if (!_isMeasuring)
        {
            _isMeasuring = true;
            _intervalStartNs = _recoveryStartNs = _originNs;
            _ringFullBefore = _telemetry.ReadRingFull();
            _monitor.Start();
            _noise.Start();
            foreach (var sink in _sinks)
                sink.Start(_plan, DateTime.UtcNow);
            return;
        }

        if (_recovery is not null)
        {
            var sample = _recovery.Sample(nowNs);
            _measured.RecoverySamples.Add(new RecoverySample(_recoveryStartNs, nowNs, LatencySummaries.Percentile(sample.Write, 99), LatencySummaries.Percentile(sample.Response, 99)));
            _recoveryStartNs = nowNs;
        }

        // Due at whole seconds of the schedule, so that a late tick does not shift those after it.
        if (nowNs / IntervalNs != _intervalStartNs / IntervalNs)
            EndInterval(nowNs, _monitor.Sample());
    }

    /// <summary>Looks at processor and memory while the programs still live: <see cref="Finish"/> comes when they have ended.</summary>
    public void Observe()
    {
        if (_isMeasuring)
            _monitor.Observe();
    }

    /// <summary>Takes what is left since the last whole second; processor and memory up to the last look at them.</summary>
    /// <param name="measuredEndNs">When the measured time was over.</param>
    /// <param name="nowNs">When the last event was written, not before that.</param>
    public void Finish(long measuredEndNs, long nowNs)
    {
        if (_isMeasuring && nowNs > _intervalStartNs)
            EndInterval(nowNs, _monitor.SampleObserved());
        foreach (var sink in _sinks)
            sink.End();
        _measured.Resources = _monitor.ToResults();
        _measured.HeatMap = _heatMap.ToResults();
        if (_isMeasuring)
        {
            _measured.Noise = _noise.ToResults(out var hiccups);
            _measured.Hiccups = hiccups;
        }


        _measured.MeasuredSecs = Math.Max(0, MeasuredNs(measuredEndNs) / NsPerSecond);
        if (_isMeasuring)
            _measured.MeasuredRingFull = _telemetry.ReadRingFull() - _ringFullBefore;
    }

    public ProgressView View(long nowNs) => new(PhaseName(nowNs), Math.Max(0, nowNs / NsPerSecond), _totalSecs, _last, _lastSecs, _originNs / NsPerSecond);

    private long MeasuredNs(long nowNs) => Math.Min(nowNs, _plan.Phases[^1].EndNs) - _originNs;

    private string PhaseName(long nowNs) => _plan.PhaseAt(Math.Max(0, nowNs)) is var phase and >= 0 ? _plan.Phases[phase].Name : "draining";

    private void EndInterval(long nowNs, ResourceSample resources)
    {
        _lastSecs = (nowNs - _intervalStartNs) / NsPerSecond;
        _intervalStartNs = nowNs;
        var interval = _intervals.Sample(nowNs);
        interval.Resources = resources;
        _noise.Sample(interval);
        foreach (var sink in _sinks)
            sink.Add(interval);
        _last = IntervalSummaries.Of(interval);
    }
}
