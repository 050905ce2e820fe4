using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>
/// Results + objectives + validity → status, exit code, reasons. Pure. In order of precedence: interrupted, invalid, failed,
/// inconclusive, partial, passed.
/// </summary>
internal static class Verdict
{
    public static RunResults Judge(RunResults results, IReadOnlyList<Objective> objectives, ValidityFacts facts)
    {
        var judged = Measure(results, objectives);
        var invalid = Validity.Faults(results, facts);
        string[] missed = [.. judged.Where(objective => objective.IsMet == false).Select(Missed), .. FeedFaults.Failures(results, facts), .. facts.Trends];
        string[] undecided = [.. FeedFaults.Undecided(results, facts), .. judged.Where(objective => objective.IsMet is null).Select(Undecided), .. facts.UndecidedTrends];
        var (status, exitCode, reasons) = (facts.IsInterrupted, invalid.Count, missed.Length, undecided.Length, facts.Shortfalls.Count) switch
        {
            (true, _, _, _, _) => (RunStatus.Interrupted, ExitCode.Interrupted, ["stopped by the user", .. invalid, .. missed]),
            (_, > 0, _, _, _) => (RunStatus.Invalid, ExitCode.Invalid, facts.Breakages.Count > 0 ? invalid : [.. invalid, .. missed]),
            (_, _, > 0, _, _) => (RunStatus.Failed, ExitCode.ObjectiveMissed, [.. missed, .. undecided, .. facts.Shortfalls]),
            (_, _, _, > 0, _) => (RunStatus.Inconclusive, ExitCode.Inconclusive, [.. undecided, .. facts.Shortfalls]),
            (_, _, _, _, > 0) => (RunStatus.Partial, ExitCode.Ok, [.. facts.Shortfalls]),
            _ => (RunStatus.Passed, ExitCode.Ok, Array.Empty<string>()),
        };
        return results with { Status = status, ExitCode = exitCode, Reasons = reasons, Objectives = judged };
    }

    private static ObjectiveResults[] Measure(RunResults results, IReadOnlyList<Objective> objectives)
    {
        var json = ResultsJson.ToElement(results);
        var judged = new ObjectiveResults[objectives.Count];
        for (var i = 0; i < judged.Length; i++)
        {
            var (metric, limit) = objectives[i];
            var value = IsMeasured(results, metric) ? ResultsJson.Number(json, metric.Path) : null;
            judged[i] = new ObjectiveResults
            {
                Metric = metric.Name,
                Limit = limit,
                Unit = metric.Unit,
                Value = value,
                IsMet = value is { } number ? metric.IsMet(number, limit) : Unmeasured(results, metric),
            };
        }

        return judged;
    }

    // Without a single comparison no book differs, and that says nothing.
    private static bool IsMeasured(RunResults results, Metric metric) => metric != Metrics.BooksMismatched || results.Books.Checked > 0;

    // A latency that did not come back has no time, and that is a decision.
    private static bool? Unmeasured(RunResults results, Metric metric) =>
        metric == Metrics.RecoveryMs && results.Recovery is { ThresholdNs: not null } ? false : null;

    private static string Missed(ObjectiveResults objective)
    {
        var metric = Metrics.Find(objective.Metric)!;
        var found = objective.Value is { } value ? MetricText.Number(value) + MetricText.Unit(metric) : "not within the run";
        return $"objective missed: {new Objective(metric, objective.Limit)}, found {found}";
    }

    private static string Undecided(ObjectiveResults objective) =>
        $"{Metrics.Find(objective.Metric)!.Label} cannot be decided: {(objective.Metric.StartsWith("books", StringComparison.Ordinal) ? "no book was checked" : "too few samples")}";
}
