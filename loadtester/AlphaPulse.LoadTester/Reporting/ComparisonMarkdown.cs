using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>A comparison for a pull request: the verdict first, then a table.</summary>
internal static class ComparisonMarkdown
{
    public static string ToText(ComparisonReport report)
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine($"### Performance: {ComparisonScreen.Name(report.Verdict)}");
        text.WriteLine();
        text.WriteLine($"A: `{report.A.Name}`{Commits(report.A)}, B: `{report.B.Name}`{Commits(report.B)}; {(report.ArePaired ? $"{report.A.Runs} pairs" : $"{report.A.Runs} and {report.B.Runs} unpaired runs")}.");
        text.WriteLine();
        text.WriteLine("| metric | A | B | change | interval | allowed | smallest | verdict |");
        text.WriteLine("|---|---:|---:|---:|---:|---:|---:|---|");
        foreach (var metric in report.Metrics.Where(metric => metric.Rule.IsGated || metric.Verdict != MetricVerdict.NotMeasured))
        {
            var unit = MetricText.Unit(metric.Rule.Metric);
            var name = metric.Rule.IsGated ? $"**{metric.Rule.Metric.Label}**" : metric.Rule.Metric.Label;
            var remark = ComparisonScreen.Remark(metric);
            text.WriteLine(
                $"| {name} | {Value(metric.A, unit)} | {Value(metric.B, unit)} | {ComparisonScreen.Signed(metric.Change(metric.Effect.Value))} | {ComparisonScreen.Interval(metric)} " +
                $"| {ComparisonScreen.Bound(metric.Allowed.Value)} ({metric.Allowed.Reason}) | {ComparisonScreen.Bound(metric.Smallest)} | {ComparisonScreen.Name(metric.Verdict)}{(remark.Length == 0 ? "" : $" ({remark})")} |");
        }

        text.WriteLine();
        text.WriteLine("Bold metrics are gated.");
        foreach (var line in report.Obstacles.Select(obstacle => $"Cannot gate: {obstacle}").Concat(report.Notes.Select(note => $"Note: {note}")))
            text.WriteLine($"- {line}");
        return text.ToString();
    }

    private static string Commits(ComparedSide side) => side.Commits.Length == 0 ? "" : $" ({side.Commits})";

    private static string Value(double value, string unit) => double.IsNaN(value) ? "-" : MetricText.Number(value) + unit;
}
