using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Trends;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester trend HISTORY.jsonl</c></summary>
internal static class TrendCommand
{
    // The energy distance of every split is in the square of the runs, a thousand times over; Theil-Sen holds as many slopes.
    private const int MostRuns = 1_000;

    public static int Run(TrendOptions options, CommandContext context, FaultList faults)
    {
        var files = options.Files.ToArray();
        if (files.Length != 1)
            faults.Add("HISTORY.jsonl", files.Length == 0 ? "is missing: loadtester trend HISTORY.jsonl" : $"one file, found {files.Length}");
        var last = options.Last is null ? MostRuns : (int)faults.Whole("--last", options.Last, 1, MostRuns, "runs");
        var svg = options.Svg is null ? null : OutputSettings.WritableFile("--svg", options.Svg, faults);
        var json = options.JsonOutput is null ? null : OutputSettings.WritableFile("--json-output", options.JsonOutput, faults);
        if (!faults.IsEmpty || HistoryFile.Read(files[0], faults) is not var (rows, passedOver))
            return ExitCode.Usage;
        var report = TrendReport.Of(files[0], [.. rows.TakeLast(last)], passedOver);
        if (report.Rows.Count == 0)
        {
            faults.Add(files[0], "has no run that is neither invalid nor interrupted");
            return ExitCode.Usage;
        }

        Terminal.Of(context.Output, !options.NoColor && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))).Write(TrendScreen.Lines(report));
        var isSaved = SavedText.TryWrite("--svg", svg, () => TrendSvg.ToText(report), context.Error);
        isSaved &= SavedText.TryWrite("--json-output", json, () => TrendJson.ToText(report), context.Error);
        return isSaved ? ExitCode.Ok : ExitCode.InternalError;
    }
}
