using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Puts a comparison where it belongs: screen, files, exit code.</summary>
internal sealed record ComparisonOutput(string? JsonFile, string? MarkdownFile, bool Color)
{
    public static ComparisonOutput Read(string? json, string? markdown, bool noColor, FaultList faults) => new(
        json is null ? null : OutputSettings.WritableFile("--json-output", json, faults),
        markdown is null ? null : OutputSettings.WritableFile("--markdown", markdown, faults),
        !noColor && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <param name="report">What was found.</param>
    /// <param name="context">Where to show it.</param>
    /// <param name="keptFile">A JSON file besides the one that was asked for, or null.</param>
    public int Show(ComparisonReport report, CommandContext context, string? keptFile = null)
    {
        Terminal.Of(context.Output, Color).Write(ComparisonScreen.Lines(report));
        var isSaved = SavedText.TryWrite("--json-output", JsonFile, () => ComparisonJson.ToText(report), context.Error);
        isSaved &= SavedText.TryWrite("--out", keptFile, () => ComparisonJson.ToText(report), context.Error);
        isSaved &= SavedText.TryWrite("--markdown", MarkdownFile, () => ComparisonMarkdown.ToText(report), context.Error);
        return isSaved ? report.ExitCode : Math.Max(ExitCode.InternalError, report.ExitCode);
    }
}
