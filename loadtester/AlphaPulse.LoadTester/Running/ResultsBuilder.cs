using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.LoadTester.Verdicts;
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
            DurationSecs = Math.Round(measured.MeasuredSecs, 3),
            Config = config,
            Environment = measured.Environment,
            Throughput = Throughput(measured, total, scheduled),
            Latency = Latencies(total),
            Resources = measured.Resources,
            Errors = Errors(measured),
            Counts = Counts(measured),
            Books = Books(measured.Totals),
            Phases = Phases(measured),
            Recovery = Recovery(measured),
            Warnings = warnings,
            Intervals = measured.Intervals,
            Histograms = new HistogramResults { Write = Encode(total.Write), Lag = Encode(total.Lag), Response = Encode(total.Response), Delivery = Encode(total.Delivery) },
        };
        return results with { Ci = Ci(results) };
    }

    private static ThroughputResults Throughput(RunMeasurement measured, PhaseTotals total, (long Trades, long BookUpdates) scheduled)
    {
        var seconds = measured.MeasuredSecs;
        var (peakTrades, peakUpdates) = Peaks(measured.Intervals);
        var tradesPerSecond = Rate(total.Trades, seconds);
        var updatesPerSecond = Rate(total.BookUpdates, seconds);
        return new ThroughputResults
        {
            TotalTrades = total.Trades,
            TotalOrderbookUpdates = total.BookUpdates,
            TotalEvents = total.Events,
            TradesPerSecond = tradesPerSecond,
            OrderbookUpdatesPerSecond = updatesPerSecond,
            UpdatesPerSecond = Rate(total.Trades + total.BookUpdates, seconds),
            EventsPerSecond = Rate(total.Events, seconds),
            PeakTradesPerSecond = Math.Max(peakTrades, tradesPerSecond),
            PeakOrderbookUpdatesPerSecond = Math.Max(peakUpdates, updatesPerSecond),
            ScheduledTrades = scheduled.Trades,
            ScheduledOrderbookUpdates = scheduled.BookUpdates,
            TpsAchievementPercent = Achievement.Percent(total.Trades, scheduled.Trades),
            OpsAchievementPercent = Achievement.Percent(total.BookUpdates, scheduled.BookUpdates),
        };
    }

    private static (double Trades, double BookUpdates) Peaks(IReadOnlyList<IntervalResults> intervals)
    {
        var (peakTrades, peakUpdates, lastSecs) = (0.0, 0.0, 0.0);
        foreach (var interval in intervals)
        {
            var seconds = interval.AtSecs - lastSecs;
            lastSecs = interval.AtSecs;
            if (seconds < LeastPeakIntervalSecs)
                continue;
            peakTrades = Math.Max(peakTrades, Rate(interval.Trades, seconds));
            peakUpdates = Math.Max(peakUpdates, Rate(interval.OrderbookUpdates, seconds));
        }

        return (peakTrades, peakUpdates);
    }

    private static LatencyResults Latencies(PhaseTotals totals) => new()
    {
        Write = LatencySummaries.Of(totals.Write),
        Lag = LatencySummaries.Of(totals.Lag),
        Response = LatencySummaries.Of(totals.Response),
        Delivery = LatencySummaries.Of(totals.Delivery),
    };

    private static CountResults Counts(RunMeasurement measured)
    {
        // Once the pipeline has applied everything, nothing is left in a ring: what is missing is lost.
        var missing = measured.Totals.Written - measured.Totals.Delivered;
        return new CountResults
        {
            Offered = measured.Totals.Written + measured.Totals.Refused,
            Written = measured.Totals.Written,
            Refused = measured.Totals.Refused,
            Delivered = measured.Totals.Delivered,
            Lost = measured.IsDrained ? Math.Max(0, missing) : 0,
            InRing = measured.IsDrained ? 0 : Math.Max(0, missing),
        };
    }

    private static ErrorResults Errors(RunMeasurement measured)
    {
        var (totals, counts) = (measured.Totals, Counts(measured));
        return new ErrorResults
        {
            WriteErrors = totals.Refused,
            BufferOverflows = totals.RingFull,
            LostEvents = counts.Lost,
            SequenceGaps = totals.Gaps,
            Duplicates = totals.Duplicates,
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
        return BurstRecovery.Of(measured.Plan.Phases, measured.RecoverySamples, WriteP99(RunPhases.Baseline), WriteP99(RunPhases.Burst));

        long? WriteP99(string name)
        {
            var found = measured.Plan.Phases.Zip(measured.Phases).FirstOrDefault(pair => pair.First.Name == name);
            return found.Second is null ? null : LatencySummaries.Percentile(found.Second.Write, 99);
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
