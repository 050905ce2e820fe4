using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Running;

/// <summary>
/// Takes the samples of a run in progress: an interval a second and, around a burst, the write and response P99 four times a second. A run of
/// hours keeps longer intervals, so that its memory stays flat. All times are nanoseconds after the start of the schedule. Not
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

    // Null if each second is kept as it is.
    private readonly LongIntervals? _long;
    private readonly long _originNs;
    private readonly double? _totalSecs;
    private bool _isStarted;
    private bool _isMeasuring;
    private long _ringFullBefore;
    private long _intervalStartNs;
    private long _recoveryStartNs;
    private IntervalResults? _last;
    private double _lastSecs;

    public RunRecorder(RunPlan plan, RunMeasurement measured, RunTelemetry telemetry, ResourceMonitor monitor)
    {
        _plan = plan;
        _measured = measured;
        _monitor = monitor;
        _telemetry = telemetry;
        _intervals = new IntervalMeter(telemetry, plan.Phases);
        _recovery = plan.Phases.Any(phase => phase.Name == RunPhases.Burst) ? new IntervalMeter(telemetry, plan.Phases) : null;
        _originNs = plan.Phases.First(phase => phase.IsMeasured).StartNs;
        _long = LongIntervals.For(plan, telemetry);
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
            _long?.Start(_originNs);
        }

        if (nowNs < _originNs)
            return;
        if (!_isMeasuring)
        {
            _isMeasuring = true;
            _intervalStartNs = _recoveryStartNs = _originNs;
            _ringFullBefore = _telemetry.ReadRingFull();
            _monitor.Start();
            return;
        }

        if (_recovery is not null)
        {
            _recovery.Sample(nowNs);
            _measured.RecoverySamples.Add(new RecoverySample(_recoveryStartNs, nowNs, _recovery.WriteP99Ns, _recovery.ResponseP99Ns));
            _recoveryStartNs = nowNs;
        }

        // Due at whole seconds of the schedule, so that a late tick does not shift those after it.
        if (nowNs / IntervalNs != _intervalStartNs / IntervalNs)
            EndInterval(nowNs);
    }

    /// <summary>Takes what is left since the last whole second.</summary>
    /// <param name="measuredEndNs">When the measured time was over.</param>
    /// <param name="nowNs">When the last event was written, not before that.</param>
    public void Finish(long measuredEndNs, long nowNs)
    {
        if (_isMeasuring && nowNs > _intervalStartNs)
            EndInterval(nowNs);
        if (_isMeasuring && _long?.End(nowNs, _originNs) is { } last)
            _measured.Intervals.Add(last);
        _measured.Resources = _monitor.ToResults();
        _measured.MeasuredSecs = Math.Max(0, MeasuredNs(measuredEndNs) / NsPerSecond);
        if (_isMeasuring)
            _measured.MeasuredRingFull = _telemetry.ReadRingFull() - _ringFullBefore;
    }

    public ProgressView View(long nowNs) => new(PhaseName(nowNs), Math.Max(0, nowNs / NsPerSecond), _totalSecs, _last, _lastSecs, _originNs / NsPerSecond);

    private long MeasuredNs(long nowNs) => Math.Min(nowNs, _plan.Phases[^1].EndNs) - _originNs;

    private string PhaseName(long nowNs) => _plan.PhaseAt(Math.Max(0, nowNs)) is var phase and >= 0 ? _plan.Phases[phase].Name : "draining";

    private void EndInterval(long nowNs)
    {
        var resources = _monitor.Sample();
        _lastSecs = (nowNs - _intervalStartNs) / NsPerSecond;
        _intervalStartNs = nowNs;
        _last = _intervals.Sample(nowNs) with
        {
            AtSecs = Math.Round((nowNs - _originNs) / NsPerSecond, 3),
            CpuPercent = resources.CpuPercent,
            MemoryMb = Megabytes.Of(resources.MemoryBytes),
        };
        if (_long is null)
            _measured.Intervals.Add(_last);
        else if (_long.Add(_last, nowNs, _originNs) is { } interval)
            _measured.Intervals.Add(interval);
    }
}
