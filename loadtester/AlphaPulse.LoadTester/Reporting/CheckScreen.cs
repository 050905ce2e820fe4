using System.Globalization;
using System.Text;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>A check as text: one line a metric with its value, limit and margin.</summary>
internal static class CheckScreen
{
    public static string Render(CheckReport report, string file)
    {
        var text = new StringBuilder();
        Row(text, "metric", "measured", "limit", "margin", "");
        foreach (var line in report.Lines)
        {
            Row(
                text,
                line.Metric.Name,
                line.Value is { } value ? MetricText.Number(value) + MetricText.Unit(line.Metric) : "missing",
                $"{line.Metric.Sign(line.Limit)} {MetricText.Number(line.Limit)}{MetricText.Unit(line.Metric)}",
                line.Value is { } measured && line.Metric.MarginPercent(measured, line.Limit) is { } margin ? margin.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %" : "-",
                line.IsMet ? "ok" : "FAIL");
        }

        Row(text, "status", report.Status, report.IsStatusAcceptable ? "" : report.IsExitCodeOfStatus ? "a passed run" : "its exit code", "", report.IsStatusAcceptable ? "ok" : "FAIL");
        foreach (var flaw in report.Flaws)
            Row(text, flaw.Name, flaw.Found, flaw.Expected, "", "FAIL");
        foreach (var warning in report.Warnings)
            text.Append($"warning: {warning}\n");
        text.Append($"{report.Origin}\n");
        var failed = report.Lines.Count(line => !line.IsMet) + (report.IsStatusAcceptable ? 0 : 1) + report.Flaws.Count;
        text.Append(failed == 0 ? $"check: PASSED ({file})\n" : $"check: FAILED, {failed} of {report.Lines.Count + 1 + report.Flaws.Count} ({file})\n");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string metric, string value, string limit, string margin, string outcome) =>
        text.Append($"{metric,-24} {value,16} {limit,16} {margin,12}  {outcome}".TrimEnd()).Append('\n');
}
