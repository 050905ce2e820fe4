using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Suites;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester suite quick|full|all</c>: named scenarios, a record each, and whether the system is ready.</summary>
internal static class SuiteCommand
{
    public static int Run(SuiteOptions options, CommandContext context, FaultList faults)
    {
        var settings = SuiteSettingsReader.Read(options, faults);
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        var terminal = Terminal.Of(context.Output, OutputSettings.UsesColor(options.NoColor));
        if (options.List)
        {
            terminal.Write(SuiteScreen.List(settings.Suites));
            return ExitCode.Ok;
        }

        using var interruption = new Interruption();
        string? outputFault = null;
        try
        {
            IRunDisplay display = terminal.IsInteractive ? new LiveDisplay(terminal.Console) : new QuietDisplay();
            var report = new SuiteRunner(settings, display, Write).Run(interruption.Token);
            Write(SuiteScreen.Summary(report));
            var isSaved = SavedText.TryWrite("--json-output", options.JsonOutput, report.ToJson, context.Error);
            if (outputFault is not null)
                context.Error.WriteLine($"loadtester: {outputFault}");
            return isSaved && outputFault is null ? report.ExitCode : Math.Max(ExitCode.InternalError, report.ExitCode);
        }
        catch (ChildException exception)
        {
            // A program rejects what it is to do, and has said why, a line each.
            foreach (var line in exception.ErrorLines.DefaultIfEmpty($"loadtester: {exception.Message}"))
                context.Error.WriteLine(line);
            return ExitCode.Usage;
        }

        // A closed terminal must not cost the file.
        void Write(IEnumerable<ReportLine> lines)
        {
            try
            {
                terminal.Write(lines);
            }
            catch (StandardOutputException exception)
            {
                outputFault ??= exception.Message;
            }
        }
    }
}
