using AlphaPulse.LoadTester.Results;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>
/// Cuts the cumulative histograms of a run into intervals by subtracting one snapshot from the next. A phase is read
/// until the run ends: an event that is late belongs to the phase of its intended time, however late. Allocates nothing per interval but its result. Not thread-safe.
/// </summary>
internal sealed class IntervalMeter
{
    private readonly RunTelemetry _telemetry;
    private readonly IReadOnlyList<RunPhase> _phases;
    private readonly Track[] _tracks;
    private readonly LongHistogram _write = new(HistogramLayout.LatencyNs);
    private readonly LongHistogram _response = new(HistogramLayout.LatencyNs);
    private readonly LongHistogram _delivery = new(HistogramLayout.LatencyNs);
    private readonly LongHistogram _snapshot = new(HistogramLayout.LatencyNs);

    public IntervalMeter(RunTelemetry telemetry, IReadOnlyList<RunPhase> phases)
    {
        _telemetry = telemetry;
        _phases = phases;
        _tracks = [.. phases.Select(_ => new Track())];
    }

    /// <summary>Write P99 of the last interval, for the recovery after a burst; null if it had too few samples.</summary>
    public long? WriteP99Ns => LatencySummaries.Percentile(_write, 99);

    /// <summary>Response P99 of the last interval; null if it had too few samples.</summary>
    public long? ResponseP99Ns => LatencySummaries.Percentile(_response, 99);

    /// <summary>Forgets what was before now: the first interval starts here.</summary>
    public void Start()
    {
        for (var i = 0; i < _tracks.Length; i++)
            Advance(i, _tracks[i]);
    }

    /// <summary>Ends an interval.</summary>
    /// <param name="scheduleNs">Now, in nanoseconds after the start of the schedule.</param>
    public IntervalResults Sample(long scheduleNs)
    {
        _write.Reset();
        _response.Reset();
        _delivery.Reset();
        long trades = 0, bookUpdates = 0;
        for (var i = 0; i < _tracks.Length; i++)
        {
            if (!_phases[i].IsMeasured || scheduleNs < _phases[i].StartNs)
                continue;
            var (newTrades, newBookUpdates) = Advance(i, _tracks[i]);
            trades += newTrades;
            bookUpdates += newBookUpdates;
        }

        return new IntervalResults
        {
            Trades = trades,
            OrderbookUpdates = bookUpdates,
            WriteP50Ns = LatencySummaries.Percentile(_write, 50),
            WriteP99Ns = WriteP99Ns,
            WriteMaxNs = _write.TotalCount == 0 ? null : _write.Max,
            DeliveryP50Ns = LatencySummaries.Percentile(_delivery, 50),
            DeliveryP99Ns = LatencySummaries.Percentile(_delivery, 99),
        };
    }

    // Adds what is new to the interval's histograms and remembers the present state.
    private (long Trades, long BookUpdates) Advance(int phase, Track track)
    {
        var (trades, bookUpdates) = _telemetry.ReadCounts(phase);
        var gained = (trades - track.Trades, bookUpdates - track.BookUpdates);
        (track.Trades, track.BookUpdates) = (trades, bookUpdates);
        _telemetry.ReadWrite(phase, _snapshot);
        AddNew(_write, track.Write);
        _telemetry.ReadResponse(phase, _snapshot);
        AddNew(_response, track.Response);
        _telemetry.ReadDelivery(phase, _snapshot);
        AddNew(_delivery, track.Delivery);
        return gained;
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

        public LongHistogram Response { get; } = new(HistogramLayout.LatencyNs);

        public LongHistogram Delivery { get; } = new(HistogramLayout.LatencyNs);

        public long Trades { get; set; }

        public long BookUpdates { get; set; }
    }
}
