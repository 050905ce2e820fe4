using AlphaPulse.LoadTester.Baselines;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Trends;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester check RESULTS.json [--targets FILE] [--baseline NAME]</c></summary>
internal static class CheckCommand
{
    public static int Run(CheckOptions options, CommandContext context, FaultList faults)
    {
        var files = options.Files.ToArray();
        if (files.Length == 0)
            faults.Add("RESULTS.json", "is missing: loadtester check RESULTS.json [--targets FILE] [--baseline NAME]");
        else if (files.Length > 1 && options.Baseline is null)
            faults.Add("RESULTS.json", $"one file, found {files.Length}");
        if (options.Dir is not null && options.Baseline is null)
            faults.Add("--dir", "needs --baseline");
        if (options.Baseline is { } name && !BaselineStore.IsName(name))
            faults.Add("--baseline", $"'{name}' is not a name: letters, digits, '.', '-' and '_', at most 64");
        var targets = options.Targets is null ? null : TargetFile.Read(options.Targets, faults);
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        CheckReport[] reports = [.. files.Select(file => CheckReport.Read(file, targets, options.Targets, faults)).OfType<CheckReport>()];
        RunSample[] runs = faults.IsEmpty ? [.. files.Select(file => RunSample.Read(file, faults)).OfType<RunSample>()] : [];
        SameRuns.Reject(runs, faults);
        var (comparison, hint) = faults.IsEmpty && options.Baseline is not null ? Compare(options.Baseline, options.Dir, runs, faults) : (null, null);
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        if (options.History is { } history)
            Array.ForEach(runs, run => HistoryFile.Append(history, run));
        for (var i = 0; i < files.Length; i++)
            context.Output.Write(CheckScreen.Render(reports[i], files[i]));
        if (comparison is not null)
            Terminal.Of(context.Output, Color(options)).Write([new ReportLine(""), .. ComparisonScreen.Lines(comparison, "baseline")]);
        if (hint is not null)
            context.Output.WriteLine(hint);
        if (!reports.All(report => report.IsPassed))
            return ExitCode.ObjectiveMissed;
        if (hint is not null)
            return ExitCode.Inconclusive;

        // What cannot be decided does not fail a check: a few runs seldom rule out what a threshold of 5 % would want ruled out.
        return comparison?.Verdict == MetricVerdict.Regression ? ExitCode.Regression : ExitCode.Ok;
    }

    private static (ComparisonReport? Report, string? Hint) Compare(string name, string? directory, RunSample[] runs, FaultList faults)
    {
        var store = new BaselineStore(directory ?? BaselineStore.DefaultDirectory);
        if (!store.Has(name))
            return (null, $"baseline: no_baseline: there is no '{name}' in {store.Directory}{NearestName.Hint(name, [.. store.Names])}; save one with: loadtester baseline save {name} RESULTS.json…");
        return store.Read(name, faults) is { } baseline ? (new BaselineComparer().Compare(baseline, runs), null) : (null, null);
    }

    private static bool Color(CheckOptions options) => !options.NoColor && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
