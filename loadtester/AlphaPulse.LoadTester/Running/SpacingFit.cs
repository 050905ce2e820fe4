using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Statistics;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.LoadTester.Running;

/// <summary>Holds the intervals that the writers recorded against those of the capture, counted from its own times.</summary>
internal static class SpacingFit
{
    /// <summary>Null if the run does not have the times of a capture, or nothing was recorded.</summary>
    public static SpacingResults? Of(RunPlan plan, RunSchedule? schedule, string runDirectory, TelemetryFile feed)
    {
        if (SpacingFile.Load(plan, runDirectory) is not { } table)
            return null;
        var capture = new LongHistogram(HistogramLayout.LatencyNs);
        if (schedule is null)
            Add(table, 0, table.Count, capture);
        else
        {
            for (var venue = 0; venue < plan.Exchanges; venue++)
                Add(table, RunSchedule.FirstOf(table, venue, plan.Exchanges), schedule.TradesBefore(venue, schedule.EndNs) + schedule.BookUpdatesBefore(venue, schedule.EndNs), capture);
        }

        var (due, sent) = (new LongHistogram(HistogramLayout.LatencyNs), new LongHistogram(HistogramLayout.LatencyNs));
        feed.SnapshotSum("spacing.due", due);
        feed.SnapshotSum("spacing.sent", sent);
        return capture.TotalCount == 0 || due.TotalCount == 0 ? null : new SpacingResults
        {
            Intervals = capture.TotalCount,
            ScheduledKsDistance = Math.Round(KolmogorovSmirnov.Distance(capture, due), 6),
            SentKsDistance = Math.Round(KolmogorovSmirnov.Distance(capture, sent), 6),
        };
    }

    /// <summary>Adds the intervals between updates that follow one another in a table.</summary>
    /// <param name="table">The capture's times.</param>
    /// <param name="first">Index of the first update.</param>
    /// <param name="updates">Updates, through any number of laps.</param>
    /// <param name="target">Receives the intervals, one less.</param>
    public static void Add(SpacingTable table, int first, long updates, LongHistogram target)
    {
        if (updates < 2)
            return;
        var (laps, rest) = Math.DivRem(updates - 1, table.Count);
        for (var i = 0; i < table.Count; i++)
        {
            var times = laps + (i < rest ? 1 : 0);
            if (times > 0)
                target.RecordValueWithCount(table.PositionOf((long)first + i + 1) - table.PositionOf((long)first + i), times);
        }
    }
}
