using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>
/// Cuts the cumulative histograms of a run into intervals by subtracting one snapshot from the next. A phase is read until the
/// run ends: an event that is late belongs to the phase of its intended time, however late. Allocates nothing per interval. Not
/// thread-safe.
/// </summary>
internal sealed class IntervalMeter
{
    private readonly RunTelemetry _telemetry;
    private readonly IReadOnlyList<RunPhase> _phases;
    private readonly Track[] _tracks;
    private readonly long _originNs;
    private readonly Interval _interval;
    private readonly LongHistogram _snapshot = new(HistogramLayout.LatencyNs);

    public IntervalMeter(RunTelemetry telemetry, IReadOnlyList<RunPhase> phases)
    {
        _telemetry = telemetry;
        _phases = phases;
        _tracks = [.. phases.Select(_ => new Track())];
        var names = phases.Where(phase => phase.IsMeasured).Select(phase => phase.Name).Distinct().ToArray();
        _interval = new Interval { Phases = names.Length < 2 ? [] : [.. names.Select(name => new PhaseWrites(name, new LongHistogram(HistogramLayout.LatencyNs)))] };
        _originNs = phases.First(phase => phase.IsMeasured).StartNs;
    }

    /// <summary>Forgets what was before the measured time: the first interval starts here.</summary>
    public void Start()
    {
        for (var i = 0; i < _tracks.Length; i++)
            Advance(i, _tracks[i]);
        _interval.EndNs = 0;
        _interval.Reset();
    }

    /// <summary>Ends an interval.</summary>
    /// <param name="scheduleNs">Now, in nanoseconds after the start of the schedule.</param>
    /// <returns>The same object each time.</returns>
    public Interval Sample(long scheduleNs)
    {
        _interval.Reset();
        _interval.EndNs = scheduleNs - _originNs;
        for (var i = 0; i < _tracks.Length; i++)
        {
            if (_phases[i].IsMeasured && scheduleNs >= _phases[i].StartNs)
                Advance(i, _tracks[i]);
        }

        return _interval;
    }

    // Adds what is new to the interval and remembers the present state.
    private void Advance(int phase, Track track)
    {
        var (trades, bookUpdates) = _telemetry.ReadCounts(phase);
        _interval.Trades += trades - track.Trades;
        _interval.BookUpdates += bookUpdates - track.BookUpdates;
        (track.Trades, track.BookUpdates) = (trades, bookUpdates);
        _telemetry.ReadWrite(phase, _snapshot);
        AddToPhase(_phases[phase].Name, track.Write);
        AddNew(_interval.Write, track.Write);
        _telemetry.ReadLag(phase, _snapshot);
        AddNew(_interval.Lag, track.Lag);
        _telemetry.ReadResponse(phase, _snapshot);
        AddNew(_interval.Response, track.Response);
        _telemetry.ReadDelivery(phase, _snapshot);
        AddNew(_interval.Delivery, track.Delivery);
    }

    private void AddToPhase(string name, LongHistogram before)
    {
        foreach (var phase in _interval.Phases)
        {
            if (phase.Name != name)
                continue;
            phase.Write.Add(_snapshot);
            phase.Write.Subtract(before);
        }
    }

    private void AddNew(LongHistogram interval, LongHistogram before)
    {
        interval.Add(_snapshot);
        interval.Subtract(before);
        before.CopyFrom(_snapshot);
    }

    private sealed class Track
    {
        public LongHistogram Write { get; } = new(HistogramLayout.LatencyNs);

        public LongHistogram Lag { get; } = new(HistogramLayout.LatencyNs);

        public LongHistogram Response { get; } = new(HistogramLayout.LatencyNs);

        public LongHistogram Delivery { get; } = new(HistogramLayout.LatencyNs);

        public long Trades { get; set; }

        public long BookUpdates { get; set; }
    }
}
