using AlphaPulse.LoadTester.Analysis;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester analyze FILE</c>: the latencies that a log, results or a CSV file holds.</summary>
internal static class AnalyzeCommand
{
    public static int Run(AnalyzeOptions options, CommandContext context, FaultList faults)
    {
        var paths = options.Files.ToArray();
        if (paths.Length != 1)
            faults.Add("FILE", paths.Length == 0 ? "is missing: loadtester analyze FILE" : $"one file, found {paths.Length}");
        var unit = LatencyUnit.Read(options.Unit, faults);
        var range = TimeRange.Read(options.Start, options.End, faults);
        foreach (var (option, path) in Outputs(options))
            OutputSettings.WritableFile(option, path, faults);
        if (!faults.IsEmpty || !InputFile.IsRegular(paths[0], faults))
            return ExitCode.Usage;

        return AnalyzedFileKinds.Of(paths[0]) switch
        {
            AnalyzedFileKind.Log => Show(LogAnalysis.Read(paths[0], range, faults), paths[0], options, range, unit ?? LatencyUnit.Ns, context, faults),
            AnalyzedFileKind.Results => RefuseAllOf(options, faults, "needs a log: results hold only the whole run", "--start", "--end", "--intervals")
                ? ExitCode.Usage
                : Show(ResultsAnalysis.Read(paths[0], faults), paths[0], options, range, unit ?? LatencyUnit.Ns, context, faults),
            _ => ShowCsv(paths[0], options, unit, context, faults),
        };
    }

    private static int Show(AnalyzedFile? file, string path, AnalyzeOptions options, TimeRange range, LatencyUnit unit, CommandContext context, FaultList faults)
    {
        if (file is null)
            return ExitCode.Usage;
        if (options.ListTags)
            return context.Print(AnalysisScreen.Tags(file));
        var series = file.Find(options.Tag);
        if (series is null)
            faults.Add("--tag", $"there is no series '{options.Tag}'{NearestName.Hint(options.Tag!, [.. file.Series.Select(one => one.Name)])}; there are: {string.Join(", ", file.Series.Select(one => one.Name))}");
        else if (options.Tag is null && file.StartTimeSeconds is not null && series.Tag is not null && Outputs(options).Any())
            faults.Add("--tag", $"is needed: {path} has no untagged series; there are: {string.Join(", ", file.Series.Select(one => one.Name))}");
        if (!faults.IsEmpty)
            return ExitCode.Usage;

        var comments = file.StartTimeSeconds is { } start ? ReferenceHeader.Range("Overall percentile distribution", range) + ReferenceHeader.StartTime(start) : "";
        Write(options.Hgrm, () => comments + Text(target => PercentileDistribution.WriteHgrm(target, series!.Histogram, unit.Nanoseconds)));
        Write(options.Csv, () => comments + Text(target => PercentileDistribution.WriteCsv(target, series!.Histogram, unit.Nanoseconds)));
        Write(options.Intervals, () => IntervalTable.Render(path, series!.Tag, range, unit));
        return context.Print(options.Tag is null && file.Series.Count > 1 ? AnalysisScreen.Overview(file, unit) : AnalysisScreen.Detail(file, series!, unit));
    }

    private static int ShowCsv(string path, AnalyzeOptions options, LatencyUnit? unit, CommandContext context, FaultList faults) =>
        RefuseAllOf(options, faults, "needs a log or results", "--start", "--end", "--intervals", "--tag", "--list-tags", "--hgrm", "--csv") || LatencyCsv.Read(path, faults) is not { } csv
            ? ExitCode.Usage
            : context.Print(AnalysisScreen.Csv(csv, unit ?? csv.Unit));

    private static bool RefuseAllOf(AnalyzeOptions options, FaultList faults, string why, params string[] names)
    {
        var given = new Dictionary<string, bool>
        {
            ["--start"] = options.Start is not null,
            ["--end"] = options.End is not null,
            ["--intervals"] = options.Intervals is not null,
            ["--tag"] = options.Tag is not null,
            ["--list-tags"] = options.ListTags,
            ["--hgrm"] = options.Hgrm is not null,
            ["--csv"] = options.Csv is not null,
        };
        foreach (var name in names)
        {
            if (given[name])
                faults.Add(name, why);
        }

        return !faults.IsEmpty;
    }

    private static IEnumerable<(string Option, string Path)> Outputs(AnalyzeOptions options)
    {
        if (options.Hgrm is { } hgrm)
            yield return ("--hgrm", hgrm);
        if (options.Csv is { } csv)
            yield return ("--csv", csv);
        if (options.Intervals is { } intervals)
            yield return ("--intervals", intervals);
    }

    private static void Write(string? path, Func<string> render)
    {
        if (path is null)
            return;
        using var file = OutputFile.Open(path);
        file.Write(render());
    }

    private static string Text(Action<TextWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        return text.ToString();
    }
}
