using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Reporting.Csv;
using AlphaPulse.LoadTester.Reporting.Html;
using AlphaPulse.LoadTester.Reporting.Junit;
using AlphaPulse.LoadTester.Reporting.Markdown;
using AlphaPulse.LoadTester.Reporting.Png;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester report RESULTS.json…</c>: the reports of a run, made from what it stored.</summary>
internal static class ReportCommand
{
    public static int Run(ReportOptions options, CommandContext context, FaultList faults)
    {
        var paths = options.Files.ToArray();
        if (paths.Length == 0)
            faults.Add("RESULTS.json", "is missing: loadtester report RESULTS.json… --html FILE");
        var names = ReportedRun.NamesOf(paths);
        var runs = new List<ReportedRun>();
        for (var i = 0; i < paths.Length; i++)
        {
            if (StoredResults.Read(paths[i], faults) is { } results)
                runs.Add(new ReportedRun(names[i], results));
        }

        var files = Files(options, runs, faults);
        if (files.Count == 0 && options.Png is null && faults.IsEmpty)
            faults.Add("report", "nothing to write: give --html, --markdown, --csv, --junit or --png");
        if (options.Png is { } directory && !Directory.Exists(directory))
            faults.Add("--png", $"'{directory}': there is no such directory");
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        var isWritten = Write(files, runs, context) & (options.Png is null || WritePlots(options.Png, runs, context));
        return isWritten ? ExitCode.Ok : ExitCode.Usage;
    }

    private static List<ReportFile> Files(ReportOptions options, List<ReportedRun> runs, FaultList faults)
    {
        var files = new List<ReportFile>();
        Add("--html", options.Html, HtmlReport.Of);
        Add("--markdown", options.Markdown, MarkdownReport.Of);
        Add("--csv", options.Csv, IntervalsCsv.Of);
        Add("--junit", options.Junit, JunitReport.Of);
        return files;

        void Add(string option, string? path, Func<IReadOnlyList<ReportedRun>, string> render)
        {
            if (path is not null)
                files.Add(new ReportFile(option, OutputSettings.WritableFile(option, path, faults), _ => render(runs)));
        }
    }

    private static bool Write(List<ReportFile> files, List<ReportedRun> runs, CommandContext context)
    {
        var isWritten = true;
        foreach (var report in files)
        {
            using var file = OpenReportFile.Open(report, context.Error);
            isWritten &= file is not null && file.TryWrite(runs[0].Results, context.Error);
        }

        return isWritten;
    }

    // Several runs have their names before the plots', one has not.
    private static bool WritePlots(string directory, List<ReportedRun> runs, CommandContext context)
    {
        foreach (var run in runs)
        {
            foreach (var (name, png) in PngPlots.Of(run))
            {
                var path = Path.Combine(directory, $"{(runs.Count == 1 ? "" : $"{PageData.FileName(run.Name)}-")}{name}.png");
                try
                {
                    using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
                    file.Write(png);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    context.Error.WriteLine($"loadtester: --png: '{path}' cannot be written: {exception.Message.Split(" : '")[0].ReplaceLineEndings(" ")}");
                    return false;
                }
            }
        }

        return true;
    }
}
