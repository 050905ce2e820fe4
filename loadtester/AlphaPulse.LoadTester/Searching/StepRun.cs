using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Searching;

/// <summary>One run of a search, judged.</summary>
/// <param name="Gate">The objective that broke; null if the run held, or says nothing.</param>
/// <param name="Fault">Why the run says nothing about its rate; null if it does.</param>
/// <param name="Results">What was measured; null if the run did not come about.</param>
internal sealed record StepRun(Metric? Gate, string? Fault, RunResults? Results)
{
    public bool IsBroken => Gate is not null;

    /// <summary>Judges by the objectives, in the order in which the profile lists them.</summary>
    public static StepRun Of(RunResults results)
    {
        var broken = results.Objectives.FirstOrDefault(objective => objective.IsMet == false);
        if (broken is not null)
            return new StepRun(Metrics.Find(broken.Metric), null, results);
        if (results.Status != RunStatus.Invalid)
            return new StepRun(null, null, results);
        // A writer that cannot keep the schedule is as much a limit as a reader that cannot.
        return KeptPercent(results.Throughput) < Validity.LeastScheduleKeptPercent
            ? new StepRun(Metrics.TpsAchievement, null, results)
            : new StepRun(null, results.Reasons.Count > 0 ? results.Reasons[0] : "invalid", results);
    }

    private static double KeptPercent(ThroughputResults throughput)
    {
        var scheduled = throughput.ScheduledTrades + throughput.ScheduledOrderbookUpdates;
        return scheduled == 0 ? 100 : 100.0 * (throughput.TotalTrades + throughput.TotalOrderbookUpdates) / scheduled;
    }
}
