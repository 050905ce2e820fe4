using System.Globalization;
using AlphaPulse.LoadTester.Statistics;
using AlphaPulse.LoadTester.Trends;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>A history as lines: a figure a line with its course, drift and steps, then what to do.</summary>
internal static class TrendScreen
{
    private const int SparkColumns = 40;
    private const string Sparks = "▁▂▃▄▅▆▇█";

    public static IReadOnlyList<ReportLine> Lines(TrendReport report)
    {
        var (first, last) = (report.Rows[0], report.Rows[^1]);
        var lines = new List<ReportLine>
        {
            new($"Trend over {report.Rows.Count} {(report.Rows.Count == 1 ? "run" : "runs")}, {Day(first.At)} to {Day(last.At)}: {report.File}", Tone.Title),
            new($"  load {last.Load}; machine {last.Fingerprint}"),
            new(""),
            new(Row("figure", "first", "last", "drift", "p", "course", "steps; apart"), Tone.Faint),
        };
        lines.AddRange(report.Metrics.Select(Line));
        lines.Add(new ReportLine(""));
        lines.Add(new ReportLine("  drift = Theil-Sen line from the first run to the last, of the median; p = Mann-Kendall, corrected for autocorrelation; steps = E-divisive, p <= 0.01", Tone.Faint));
        lines.AddRange(report.Notes.Select(note => new ReportLine($"  note: {note}")));
        var advice = TrendAdvice.Of(report);
        lines.AddRange(advice.Select(text => new ReportLine($"  -> {text}", Tone.Warning)));
        lines.Add(advice.Count == 0 ? new ReportLine("trend: nothing to act on", Tone.Good) : new ReportLine($"trend: {advice.Count} to look at", Tone.Warning));
        return lines;
    }

    /// <summary>A series as blocks of eight heights; of a long one the median of each column.</summary>
    public static string Spark(ReadOnlySpan<double> values)
    {
        var columns = Math.Min(SparkColumns, values.Length);
        var heights = new double[columns];
        for (var i = 0; i < columns; i++)
            heights[i] = RobustSpread.Median(values[(int)((long)i * values.Length / columns)..(int)((long)(i + 1) * values.Length / columns)]);
        var (least, most) = columns == 0 ? (0, 0) : (heights.Min(), heights.Max());
        return string.Concat(heights.Select(height => Sparks[most > least ? (int)Math.Min(Sparks.Length - 1, (height - least) / (most - least) * Sparks.Length) : 0]));
    }

    private static ReportLine Line(MetricTrend metric)
    {
        var steps = string.Join(", ", metric.Changes.Select(change => $"run {change.Index + 1} {(change.Before > 0 ? Signed((change.After / change.Before) - 1) : "")}".TrimEnd()));
        var apart = metric.Anomalies.Count == 0 ? "" : $"run {string.Join(", ", metric.Anomalies.Select(index => index + 1))}";
        var isWorse = (metric.IsDrifting && metric.IsWorse(metric.Drift)) || metric.Changes.Any(change => metric.IsWorse(change.After - change.Before));
        return new ReportLine(
            Row(
                metric.Name,
                MetricText.Number(metric.Values[0]),
                MetricText.Number(metric.Values[^1]),
                metric.Line is null ? "-" : Signed(metric.Drift),
                metric.Line is null ? "-" : ComparisonScreen.Probability(metric.TrendProbability),
                Spark(metric.Values),
                steps.Length + apart.Length == 0 ? "" : $"{(steps.Length == 0 ? "none" : steps)}; {(apart.Length == 0 ? "none" : apart)}"),
            isWorse ? Tone.Warning : Tone.Plain);
    }

    private static string Row(string name, string first, string last, string drift, string probability, string course, string steps) =>
        $"  {name,-20}{first,14}{last,14}{drift,10}{probability,8}  {course,-SparkColumns}  {steps}".TrimEnd();

    private static string Signed(double share) => (share * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %";

    private static string Day(DateTime at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
