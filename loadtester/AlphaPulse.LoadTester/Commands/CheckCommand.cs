using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester check RESULTS.json [--targets FILE]</c></summary>
internal static class CheckCommand
{
    public static int Run(CheckOptions options, CommandContext context, FaultList faults)
    {
        var files = options.Files.ToArray();
        if (files.Length != 1)
            faults.Add("RESULTS.json", files.Length == 0 ? "is missing: loadtester check RESULTS.json [--targets FILE]" : $"one file, found {files.Length}");
        var targets = options.Targets is null ? null : TargetFile.Read(options.Targets, faults);
        if (!faults.IsEmpty || CheckReport.Read(files[0], targets, faults) is not { } report)
            return ExitCode.Usage;
        context.Output.Write(CheckScreen.Render(report, files[0]));
        return report.IsPassed ? ExitCode.Ok : ExitCode.ObjectiveMissed;
    }
}
