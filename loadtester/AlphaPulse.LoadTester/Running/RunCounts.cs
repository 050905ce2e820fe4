using AlphaPulse.LoadTester.Results;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Running;

/// <summary>
/// What became of the events, from numbers that are counted apart from each other: the writers' counters, the rings' cursors, the
/// pipeline's counters, and the schedule in closed form. Where two of them have to agree is decided elsewhere. Pure.
/// </summary>
internal static class RunCounts
{
    public static CountResults Of(RunMeasurement measured)
    {
        if (measured.Counts is { } counted)
            return counted;
        var totals = measured.Totals;

        // Once the pipeline has applied everything, nothing is left in a ring: what is missing is lost. A surplus is no loss, and
        // only in a feed that ran before can it be what was written then.
        var missing = (measured.RingEvents ?? totals.Written) - totals.Delivered;
        var schedule = measured.IsDrained && !measured.IsInterrupted ? Scheduled(measured) : null;
        return new CountResults
        {
            Offered = totals.Written + totals.Refused,
            Written = totals.Written,
            Refused = totals.Refused,
            Delivered = totals.Delivered,
            Lost = measured.IsDrained ? Math.Max(0, missing) : 0,
            InRing = measured.IsDrained ? 0 : Math.Max(0, missing),
            FromBefore = measured.IsAttached ? Math.Max(0, -missing) : 0,
            RingEvents = measured.RingEvents,
            ScheduledUpdates = schedule,
            DeclaredUpdates = schedule is null ? null : totals.DeclaredUpdates,
            WrittenUpdates = totals.WrittenUpdates,
        };
    }

    private static long? Scheduled(RunMeasurement measured)
    {
        if (measured.Schedule is not { } schedule)
            return null;
        var whole = new RunPhase("whole", 0, schedule.EndNs, IsMeasured: true);
        return schedule.TradesIn(whole) + schedule.BookUpdatesIn(whole);
    }
}
