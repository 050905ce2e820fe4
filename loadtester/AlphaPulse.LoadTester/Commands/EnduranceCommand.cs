using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Endurance.Trends;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester endurance DIR</c>: judges the interval log of a run, also while the run goes on.</summary>
internal static class EnduranceCommand
{
    public static int Run(EnduranceOptions options, CommandContext context, FaultList faults)
    {
        string[] directories = [.. options.Directories];
        var windowSecs = options.WindowSecs is { } text ? faults.Whole("--window-secs", text, 1, 3_600, "seconds") : 0;
        if (directories is not [var directory])
            faults.Add("DIR", directories.Length == 0 ? "is missing: the directory that --log-dir named" : "give one directory");
        else if (faults.IsEmpty)
            return Judge(directory, windowSecs, options, context, faults);
        return ExitCode.Usage;
    }

    private static int Judge(string directory, long windowSecs, EnduranceOptions options, CommandContext context, FaultList faults)
    {
        try
        {
            LogDirectory.RequireLog(directory);
            var verdict = EnduranceVerdict.Of(directory, LogDirectory.ReadCheckpoint(directory), null, windowSecs == 0 ? null : TrendWindows.Scaled(windowSecs));
            if (verdict.Undecided is [var unreadable, ..])
                faults.Add(directory, unreadable);
            else
                Show(verdict, options, context);
            return verdict switch
            {
                { Failures.Count: > 0 } => ExitCode.ObjectiveMissed,
                { NotJudged: not null } => ExitCode.Inconclusive,
                _ => ExitCode.Ok,
            };
        }
        catch (LogException exception)
        {
            faults.Add(directory, exception.Message);
            return ExitCode.Usage;
        }
    }

    private static void Show(EnduranceVerdict verdict, EnduranceOptions options, CommandContext context)
    {
        if (options.Json)
        {
            context.Output.Write(ResultsJson.ToText(verdict.Results));
            return;
        }

        var lines = EnduranceSection.Lines(verdict.Results, all: true).ToList();
        lines.AddRange(verdict.Warnings.Select(warning => new ReportLine($"warning: {warning}", Tone.Warning)));
        lines.AddRange(verdict.Failures.Select(failure => new ReportLine(failure, Tone.Bad)));
        lines.Add(verdict switch
        {
            { Failures.Count: > 0 } => new ReportLine($"endurance: {verdict.Failures.Count} of {verdict.Results.Trends.Count} series have a trend", Tone.Bad),
            { NotJudged: { } reason } => new ReportLine($"endurance: {reason}", Tone.Warning),
            _ => new ReportLine($"endurance: nothing grows, {verdict.Results.Trends.Count} series", Tone.Good),
        });
        Terminal.Of(context.Output, OutputSettings.UsesColor(options.NoColor)).Write(lines);
    }
}
