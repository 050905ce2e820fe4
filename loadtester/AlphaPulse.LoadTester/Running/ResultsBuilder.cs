using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Running;

/// <summary>Measurement → results, not yet judged. Pure.</summary>
internal static class ResultsBuilder
{
    private const double NsPerSecond = 1e9;

    // The rate of a shorter interval, at the end of a run, is an accident.
    private const double LeastPeakIntervalSecs = 0.5;

    /// <param name="measured">The measurement.</param>
    /// <param name="config">What was asked for.</param>
    /// <param name="scheduled">What the schedule had for the measured time, all venues; zeros if there was no schedule.</param>
    /// <param name="warnings">What is worth knowing.</param>
    public static RunResults Build(RunMeasurement measured, RunConfig config, (long Trades, long BookUpdates) scheduled, IReadOnlyList<string> warnings)
    {
        var total = new PhaseTotals();
        foreach (var (phase, totals) in measured.Plan.Phases.Zip(measured.Phases))
        {
            if (phase.IsMeasured)
                total.Add(totals);
        }

        var results = new RunResults
        {
            StartedAt = measured.StartedAt,
            DurationSecs = Math.Round(ElapsedSecs(measured), 3),
            Config = config,
            Environment = measured.Environment,
            Throughput = Throughput(measured, total, scheduled),
            Latency = Latencies(total),
            Resources = measured.Resources,
            Noise = measured.Noise,
            Outliers = measured.Outliers,
            Errors = Errors(measured),
            Counts = RunCounts.Of(measured),
            Books = Books(measured.Totals),
            Phases = Phases(measured),
            Recovery = Recovery(measured),
            Spacing = measured.Spacing,
            Warnings = warnings,
            Intervals = measured.Intervals,
            HeatMap = measured.HeatMap,
            Histograms = new HistogramResults { Write = Encode(total.Write), Lag = Encode(total.Lag), Response = Encode(total.Response), Delivery = Encode(total.Delivery), Hiccup = Encode(measured.Hiccups.Feed), ControlHiccup = Encode(measured.Hiccups.Control) },
        };
        return results with { Ci = Ci(results), Efficiency = Efficiency.Of(results) };
    }

    private static ThroughputResults Throughput(RunMeasurement measured, PhaseTotals total, (long Trades, long BookUpdates) scheduled)
    {
        var seconds = ElapsedSecs(measured);
        var tradesPerSecond = Rate(total.Trades, seconds);
        var updatesPerSecond = Rate(total.BookUpdates, seconds);
        var extremes = Extremes(measured.Intervals);
        var (peakTrades, peakUpdates) = extremes is { } found ? (found.PeakTrades, found.PeakBookUpdates) : (tradesPerSecond, updatesPerSecond);
        return new ThroughputResults
        {
            TotalTrades = total.Trades,
            TotalOrderbookUpdates = total.BookUpdates,
            TotalEvents = total.Events,
            TradesPerSecond = tradesPerSecond,
            OrderbookUpdatesPerSecond = updatesPerSecond,
            UpdatesPerSecond = Rate(total.Trades + total.BookUpdates, seconds),
            EventsPerSecond = Rate(total.Events, seconds),
            PeakTradesPerSecond = peakTrades,
            PeakOrderbookUpdatesPerSecond = peakUpdates,
            MinUpdatesPerSecond = extremes?.LeastUpdates,
            ScheduledTrades = scheduled.Trades,
            ScheduledOrderbookUpdates = scheduled.BookUpdates,
            TpsAchievementPercent = Achievement.Percent(total.Trades, seconds, scheduled.Trades, measured.MeasuredSecs),
            OpsAchievementPercent = Achievement.Percent(total.BookUpdates, seconds, scheduled.BookUpdates, measured.MeasuredSecs),
        };
    }

    // A run that wrote its last events late took longer than its schedule. In quantum mode the last ones are due up to a quantum late.
    private static double ElapsedSecs(RunMeasurement measured)
    {
        if (measured.Plan.Replay is not null || measured.LastWriteNs == 0)
            return measured.MeasuredSecs;
        var quantumNs = ArrivalSpec.TryParse(measured.Plan.Arrival, out var arrival, out _) ? arrival.QuantumNs : 0;
        var startNs = measured.Plan.Phases.First(phase => phase.IsMeasured).StartNs;
        return Math.Max(measured.MeasuredSecs, (measured.LastWriteNs - startNs - quantumNs) / NsPerSecond);
    }

    // Null if no interval is long enough.
    private static (double PeakTrades, double PeakBookUpdates, double LeastUpdates)? Extremes(IReadOnlyList<IntervalResults> intervals)
    {
        var (peakTrades, peakUpdates, least, lastSecs) = (0.0, 0.0, double.PositiveInfinity, 0.0);
        foreach (var interval in intervals)
        {
            var seconds = interval.AtSecs - lastSecs;
            lastSecs = interval.AtSecs;
            if (seconds < LeastPeakIntervalSecs)
                continue;
            peakTrades = Math.Max(peakTrades, Rate(interval.Trades, seconds));
            peakUpdates = Math.Max(peakUpdates, Rate(interval.OrderbookUpdates, seconds));
            least = Math.Min(least, Rate(interval.Trades + interval.OrderbookUpdates, seconds));
        }

        return double.IsFinite(least) ? (peakTrades, peakUpdates, least) : null;
    }

    private static LatencyResults Latencies(PhaseTotals totals) => new()
    {
        Write = LatencySummaries.Of(totals.Write),
        Lag = LatencySummaries.Of(totals.Lag),
        Response = LatencySummaries.Of(totals.Response),
        Delivery = LatencySummaries.Of(totals.Delivery),
    };

    private static ErrorResults Errors(RunMeasurement measured)
    {
        var (totals, counts) = (measured.Totals, RunCounts.Of(measured));
        return new ErrorResults
        {
            WriteErrors = totals.Refused,
            BufferOverflows = totals.RingFull,
            MeasuredBufferOverflows = measured.MeasuredRingFull,
            LostEvents = counts.Lost,
            SequenceGaps = totals.Gaps,
            Duplicates = totals.Duplicates,
            Restarts = totals.Restarts,
            BadInstruments = totals.BadInstruments,
            InvalidEvents = totals.Invalid,
            UnknownOrders = totals.UnknownOrders,
            HandlerErrors = totals.HandlerErrors,
            SkippedLines = totals.SkippedLines,
            ErrorRatePercent = counts.Offered == 0 ? 0 : 100.0 * (totals.Refused + counts.Lost + totals.HandlerErrors) / counts.Offered,
        };
    }

    private static BookResults Books(RunTotals totals) => new()
    {
        Instruments = totals.Instruments,
        Checked = totals.Checked,
        Mismatched = totals.Mismatched,
        Crossed = totals.Crossed,
        AgreementPercent = totals.Checked == 0 ? null : 100.0 * (totals.Checked - totals.Mismatched) / totals.Checked,
    };

    private static List<PhaseResults> Phases(RunMeasurement measured)
    {
        var originNs = measured.Plan.Phases.First(phase => phase.IsMeasured).StartNs;
        var phases = new List<PhaseResults>();
        foreach (var (phase, totals) in measured.Plan.Phases.Zip(measured.Phases))
        {
            if (!phase.IsMeasured)
                continue;
            var startSecs = (phase.StartNs - originNs) / NsPerSecond;
            phases.Add(new PhaseResults
            {
                Name = phase.Name,
                StartSecs = startSecs,
                DurationSecs = Math.Round(Math.Clamp(measured.MeasuredSecs - startSecs, 0, phase.DurationNs / NsPerSecond), 3),
                Trades = totals.Trades,
                OrderbookUpdates = totals.BookUpdates,
                Latency = Latencies(totals),
            });
        }

        return phases;
    }

    private static RecoveryResults? Recovery(RunMeasurement measured)
    {
        return BurstRecovery.Of(measured.Plan.Phases, measured.RecoverySamples, P99(RunPhases.Baseline), P99(RunPhases.Burst));

        BurstP99 P99(string name)
        {
            var found = measured.Plan.Phases.Zip(measured.Phases).FirstOrDefault(pair => pair.First.Name == name);
            return found.Second is null ? default : new BurstP99(LatencySummaries.Percentile(found.Second.Write, 99), LatencySummaries.Percentile(found.Second.Response, 99));
        }
    }

    private static CiResults Ci(RunResults results) => new()
    {
        Tps = results.Throughput.TradesPerSecond,
        Ops = results.Throughput.OrderbookUpdatesPerSecond,
        WriteP50Ns = results.Latency.Write.P50Ns,
        WriteP99Ns = results.Latency.Write.P99Ns,
        WriteP999Ns = results.Latency.Write.P999Ns,
        ResponseP99Ns = results.Latency.Response.P99Ns,
        DeliveryP99Ns = results.Latency.Delivery.P99Ns,
        CpuPercent = results.Resources.AvgCpuPercent,
        MemoryMb = results.Resources.PeakMemoryMb,
        ErrorRatePercent = results.Errors.ErrorRatePercent,
    };

    private static string Encode(LongHistogram histogram) => histogram.TotalCount == 0 ? "" : HistogramEncoding.ToBase64(histogram);

    private static double Rate(long count, double seconds) => seconds <= 0 ? 0 : Math.Round(count / seconds, 1);
}
