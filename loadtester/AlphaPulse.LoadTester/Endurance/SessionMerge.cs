using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>The earlier sessions of a run and its last one → one measurement. Pure.</summary>
internal static class SessionMerge
{
    private const double NsPerSecond = 1e9;

    /// <param name="earlier">From the log.</param>
    /// <param name="last">The session that has just ended.</param>
    /// <param name="plan">The whole run's, as if it had not been interrupted.</param>
    /// <param name="offsetSecs">Start of the last session's measured time after that of the first.</param>
    /// <param name="all">The log of all sessions; null if it does not have all of the last one.</param>
    public static RunMeasurement Of(LogHistory earlier, RunMeasurement last, RunPlan plan, double offsetSecs, LogHistory? all)
    {
        var merged = new RunMeasurement
        {
            Plan = plan,
            Environment = last.Environment,
            StartedAt = earlier.Started?.At ?? last.StartedAt,
            MeasuredSecs = earlier.Log.MeasuredSecs + last.MeasuredSecs,
            LastWriteNs = last.LastWriteNs == 0 ? 0 : last.LastWriteNs + (long)(earlier.Log.MeasuredSecs * NsPerSecond),
            MeasuredRingFull = earlier.MeasuredRingFull + last.MeasuredRingFull,
            Phases = Phases(earlier, last),
            Totals = earlier.Totals.Plus(last.Totals),
            Counts = Counts(earlier, RunCounts.Of(last)),
            IsDrained = last.IsDrained,
            Resources = earlier.With(last.Resources, last.MeasuredSecs),
            IsInterrupted = last.IsInterrupted,

            // The log does not keep these: they are the last session's.
            Noise = last.Noise,
            Hiccups = last.Hiccups,
            Outliers = last.Outliers,
            HeatMap = all is null ? last.HeatMap : all.HeatMap,
        };
        merged.Breakages.AddRange(last.Breakages);
        merged.Intervals.AddRange(all?.Intervals ?? [.. earlier.Intervals, .. last.Intervals.Select(interval => interval with { AtSecs = Math.Round(interval.AtSecs + offsetSecs, 3) })]);
        return merged;
    }

    // A run that can be resumed has one measured phase, after the warm-up.
    private static List<PhaseTotals> Phases(LogHistory earlier, RunMeasurement last)
    {
        var phases = new List<PhaseTotals>();
        foreach (var (phase, totals) in last.Plan.Phases.Zip(last.Phases))
        {
            if (phase.IsMeasured)
                totals.Add(earlier.Log.Totals);
            phases.Add(totals);
        }

        return phases;
    }

    // What a session that was cut off had written is what it was asked for until then.
    private static CountResults Counts(LogHistory earlier, CountResults last) => last with
    {
        Offered = last.Offered + earlier.Totals.Written + earlier.Totals.Refused,
        Written = last.Written + earlier.Totals.Written,
        Refused = last.Refused + earlier.Totals.Refused,
        Delivered = last.Delivered + earlier.Totals.Delivered,
        RingEvents = last.RingEvents + earlier.Totals.Written,
        ScheduledUpdates = last.ScheduledUpdates + earlier.Totals.WrittenUpdates,
        DeclaredUpdates = last.DeclaredUpdates + earlier.Totals.WrittenUpdates,
        WrittenUpdates = last.WrittenUpdates + earlier.Totals.WrittenUpdates,
    };
}
