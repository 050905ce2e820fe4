using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>
/// Reads a run's outliers and what happened meanwhile from shared memory while it goes on, and joins them when both are there. Needs
/// no memory that grows with the run. Not thread-safe.
/// </summary>
internal sealed class OutlierReader : IDisposable
{
    // The runtime delivers its events late, but in far less than this.
    private const long SettledAfterNs = 1_000_000_000;

    // An outlier that comes to light now may have begun this long ago.
    private const long KeptNs = 30_000_000_000;

    private readonly List<(Observer<OutlierRecord> Ring, Queue<OutlierRecord> Pending)> _outliers = [];
    private readonly List<(string Process, Observer<SpanRecord> Spans)> _spans = [];
    private readonly SpanWindow _window = new();
    private readonly long[] _ns = new long[OutlierCauses.All.Count];
    private readonly long _thresholdNs;
    private readonly bool _sleepsUntilDue;
    private readonly IOutlierSink[] _sinks;
    private OutlierTally _tally = new(0);
    private long _startNs = long.MaxValue;
    private long _endNs = long.MaxValue;

    private OutlierReader(string runDirectory, RunPlan plan, IEnumerable<IIntervalSink> sinks)
    {
        _sinks = [.. sinks.OfType<IOutlierSink>()];
        _thresholdNs = plan.Noise!.OutlierThresholdNs;
        _sleepsUntilDue = plan.Replay is null && ArrivalSpec.TryParse(plan.Arrival, out var arrival, out _) && arrival.Mode != ArrivalMode.Spin;
        foreach (var path in NoiseFiles.OutlierRings(runDirectory))
            _outliers.Add((Observer<OutlierRecord>.Attach(path, StartAt.Oldest), new Queue<OutlierRecord>()));
        foreach (var path in NoiseFiles.SpanRings(runDirectory))
        {
            _spans.Add((NoiseFiles.ProcessOf(path), Observer<SpanRecord>.Attach(path, StartAt.Oldest)));
            if (NoiseFiles.TryHiccupCoreOf(path, out var core))
                _window.Expect(NoiseFiles.ProcessOf(path), core);
        }
    }

    /// <summary>Null if the run records no outliers.</summary>
    /// <param name="runDirectory">Where the run is.</param>
    /// <param name="plan">Of the run.</param>
    /// <param name="sinks">Those of the run; those that take outliers get them.</param>
    /// <exception cref="RingException">One of the rings cannot be read.</exception>
    public static OutlierReader? Open(string runDirectory, RunPlan plan, IEnumerable<IIntervalSink> sinks) =>
        plan.Noise is { OutlierThresholdNs: > 0 } ? new OutlierReader(runDirectory, plan, sinks) : null;

    /// <summary>Says what counts; until then nothing does. Before the first reading.</summary>
    /// <param name="startNs">From when on what was due counts, run's clock.</param>
    /// <param name="endNs">Until when.</param>
    public void Begin(long startNs, long endNs)
    {
        (_startNs, _endNs) = (startNs, endNs);
        _tally = new OutlierTally(startNs);
    }

    /// <summary>Reads what is new. Several times a second.</summary>
    /// <param name="nowNs">Run's clock.</param>
    /// <exception cref="RingException">A ring is damaged.</exception>
    public void Read(long nowNs)
    {
        foreach (var (process, spans) in _spans)
        {
            ObserveStatus status;
            while ((status = spans.TryRead(out var span)) is ObserveStatus.Read or ObserveStatus.Lapped)
            {
                if (status == ObserveStatus.Read)
                    _window.Add(process, in span);
            }
        }

        foreach (var (ring, pending) in _outliers)
        {
            ObserveStatus status;
            while ((status = ring.TryRead(out var outlier)) is ObserveStatus.Read or ObserveStatus.Lapped)
            {
                if (status == ObserveStatus.Read && outlier.IntendedNs >= _startNs && outlier.IntendedNs < _endNs)
                    pending.Enqueue(outlier);
            }
        }

        var untilNs = nowNs - SettledAfterNs;
        Join(untilNs);
        _window.DropBefore(untilNs - KeptNs);
    }

    /// <summary>Reads and joins the last ones.</summary>
    /// <exception cref="RingException">A ring is damaged.</exception>
    public OutlierResults Finish()
    {
        Read(nowNs: 0);
        Join(long.MaxValue);
        foreach (var sink in _sinks)
            sink.EndOutliers();
        var wakeThresholdNs = _thresholdNs + (_sleepsUntilDue ? OutlierRecorder.WakeAllowanceNs : 0);
        return _tally.ToResults(_thresholdNs, wakeThresholdNs, _outliers.Sum(outliers => outliers.Ring.Lost));
    }

    public void Dispose()
    {
        _outliers.ForEach(outliers => outliers.Ring.Dispose());
        _spans.ForEach(ring => ring.Spans.Dispose());
    }

    private void Join(long untilNs)
    {
        foreach (var (_, pending) in _outliers)
        {
            while (pending.TryPeek(out var outlier) && outlier.EndNs <= untilNs)
            {
                pending.Dequeue();
                var cause = Attribution.Explain(in outlier, _window, _sleepsUntilDue, _ns);
                _tally.Add(in outlier, cause, _ns);
                foreach (var sink in _sinks)
                    sink.Add(in outlier, outlier.StartNs - _startNs, cause, _ns);
            }
        }
    }
}
