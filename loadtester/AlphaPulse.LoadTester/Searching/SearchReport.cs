using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Searching;

/// <summary>A search → results: those of a run at the breaking point, with the curve and a verdict of the search's own. Pure.</summary>
internal static class SearchReport
{
    // As much as the resolution of the search.
    private const double MostOtherLoadPercent = 100 * BreakpointSearch.Resolution;

    /// <param name="search">The search, at its end.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="settings">What was asked for.</param>
    /// <param name="isInterrupted">Whether the user ended it.</param>
    /// <param name="elapsedSecs">What it took.</param>
    /// <param name="last">Results to tell about if no rate held.</param>
    public static RunResults Of(BreakpointSearch search, SearchEnd end, SearchSettings settings, bool isInterrupted, double elapsedSecs, RunResults last)
    {
        var runs = (search.Knee ?? search.Levels.FirstOrDefault())?.Runs ?? [];
        var shown = (runs.LastOrDefault(run => !run.IsBroken) ?? (runs.Count > 0 ? runs[^1] : null))?.Results ?? last;
        var (status, exitCode, reason) = Verdict(search, end, settings, isInterrupted);
        return shown with
        {
            Status = status,
            ExitCode = exitCode,
            Reasons = reason is null ? [] : [reason],
            Warnings = [.. shown.Warnings, .. OtherLoad(search)],
            Breakpoint = new BreakpointResults
            {
                KneeUpdatesPerSecond = search.Knee?.UpdatesPerSecond,
                BrokenUpdatesPerSecond = search.Above?.UpdatesPerSecond,
                Gate = search.Above is { } above ? Gate(above)?.Name : null,
                IsComplete = end == SearchEnd.Found,
                ConfidencePercent = search is { Knee: { } knee, Above: { } over } ? Math.Round(100.0 * (knee.Held + over.Broken) / (knee.Runs.Count + over.Runs.Count), 1) : null,
                StepRuns = settings.StepRuns,
                StepSecs = settings.StepSecs,
                ResolutionPercent = 100 * BreakpointSearch.Resolution,
                ElapsedSecs = Math.Round(elapsedSecs, 1),
                Curve = [.. search.Levels.Select(Level)],
            },
        };
    }

    private static (RunStatus Status, int ExitCode, string? Reason) Verdict(BreakpointSearch search, SearchEnd end, SearchSettings settings, bool isInterrupted) => end switch
    {
        SearchEnd.Found => (RunStatus.Passed, ExitCode.Ok, null),
        SearchEnd.NotBroken => (RunStatus.Inconclusive, ExitCode.Inconclusive, $"no objective broke up to {ReportText.Count(search.Knee!.UpdatesPerSecond)}/s: raise --max-rate"),
        SearchEnd.BrokenAtOnce => (RunStatus.Failed, ExitCode.ObjectiveMissed, "an objective breaks at the lowest rate already"),
        SearchEnd.NoVerdict => (RunStatus.Invalid, ExitCode.Invalid, $"several runs in a row say nothing: {search.Fault}"),
        _ when isInterrupted => (RunStatus.Interrupted, ExitCode.Interrupted, "stopped by the user: the curve is what was found until then"),
        _ => (RunStatus.Inconclusive, ExitCode.Inconclusive, $"the search was not over within {settings.SearchSecs} s: raise --search-secs, or give a --start-rate that is nearer"),
    };

    // The breaking point of a machine that does something else is that of what is left of it.
    private static IEnumerable<string> OtherLoad(BreakpointSearch search)
    {
        var loads = search.Levels.SelectMany(level => level.Runs).Select(run => run.Results?.Resources.AvgOtherCpuPercent).OfType<double>().Order().ToArray();
        if (loads.Length > 0 && loads[loads.Length / 2] > MostOtherLoadPercent)
            yield return ReportText.Of($"other processes used {loads[loads.Length / 2]:0} % of the machine in half of the runs, up to {loads[^1]:0} %: the breaking point is that of the rest");
    }

    private static RateResults Level(RateLevel level) => new()
    {
        UpdatesPerSecond = level.UpdatesPerSecond,
        Runs = level.Runs.Count,
        BrokenRuns = level.Broken,
        Gate = Gate(level)?.Name,
        ActualUpdatesPerSecond = Median(level, results => results.Throughput.UpdatesPerSecond),
        WriteP50Ns = Median(level, results => results.Latency.Write.P50Ns),
        WriteP99Ns = Median(level, results => results.Latency.Write.P99Ns),
        WriteP999Ns = Median(level, results => results.Latency.Write.P999Ns),
        ResponseP99Ns = Median(level, results => results.Latency.Response.P99Ns),
        CpuPercent = Median(level, results => results.Resources.AvgCpuPercent),
    };

    // The one that broke most often; of several the one that the profile names first.
    private static Metric? Gate(RateLevel level) =>
        level.Runs.Where(run => run.IsBroken).GroupBy(run => run.Gate!).OrderByDescending(runs => runs.Count()).FirstOrDefault()?.Key;

    private static double? Median(RateLevel level, Func<RunResults, double?> figure)
    {
        var values = level.Runs.Select(run => run.Results is { } results ? figure(results) : null).OfType<double>().Order().ToArray();
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
