using System.Globalization;
using System.Net;
using System.Text;
using AlphaPulse.LoadTester.Statistics;
using AlphaPulse.LoadTester.Trends;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>
/// A history as one SVG picture, a panel a figure: every run a point, the median of each level, the Theil–Sen line where it is more
/// than noise, steps with their commits, and rings around values that stand apart. Readable on light and dark ground.
/// </summary>
internal static class TrendSvg
{
    private const int Width = 900;
    private const int PanelHeight = 150;
    private const int Left = 90;
    private const int Right = 20;
    private const int Top = 34;
    private const int Bottom = 22;
    private const int Head = 40;

    public static string ToText(TrendReport report)
    {
        var height = Head + (report.Metrics.Count * PanelHeight);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\">\n");
        text.Append("<style>text{font:12px system-ui,sans-serif;fill:#333}.b{fill:#fff}.g{stroke:#ddd}.p{fill:#1f6feb}.l{stroke:#1f6feb;fill:none;opacity:.4}.m{stroke:#111;stroke-width:2}.t{stroke:#d29922;stroke-width:2;stroke-dasharray:6 4}.s{stroke:#cf222e;stroke-dasharray:3 3}.a{stroke:#cf222e;fill:none;stroke-width:2}"
            + "@media(prefers-color-scheme:dark){text{fill:#ddd}.b{fill:#111}.g{stroke:#333}.m{stroke:#eee}}</style>\n");
        text.Append($"<rect class=\"b\" width=\"100%\" height=\"100%\"/>\n<text x=\"{Left}\" y=\"24\" font-weight=\"bold\">{Escaped($"{report.Rows.Count} runs, {report.Rows[^1].Load}")}</text>\n");
        for (var i = 0; i < report.Metrics.Count; i++)
            Panel(text, report.Metrics[i], Head + (i * PanelHeight));
        return text.Append("</svg>\n").ToString();
    }

    private static void Panel(StringBuilder text, MetricTrend metric, int top)
    {
        var (least, most) = (metric.Values.Min(), metric.Values.Max());
        var margin = most > least ? (most - least) * 0.08 : Math.Max(1, Math.Abs(most)) * 0.05;
        (least, most) = (least - margin, most + margin);
        double X(double index) => metric.Values.Length == 1 ? Left : Left + (index / (metric.Values.Length - 1) * (Width - Left - Right));
        double Y(double value) => top + Top + ((most - value) / (most - least) * (PanelHeight - Top - Bottom));

        text.Append($"<g><title>{Escaped(metric.Name)}</title><text x=\"{Left}\" y=\"{top + 22}\" font-weight=\"bold\">{Escaped(metric.Name)}</text>\n");
        foreach (var value in new[] { metric.Values.Min(), metric.Values.Max() }.Distinct())
            text.Append($"<line class=\"g\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{F(Y(value))}\" y2=\"{F(Y(value))}\"/><text x=\"{Left - 8}\" y=\"{F(Y(value) + 4)}\" text-anchor=\"end\">{MetricText.Number(value)}</text>\n");
        text.Append("<polyline class=\"l\" points=\"").AppendJoin(' ', metric.Values.Select((value, i) => $"{F(X(i))},{F(Y(value))}")).Append("\"/>\n");
        foreach (var (start, end) in metric.Levels)
        {
            var median = F(Y(RobustSpread.Median(metric.Values.AsSpan(start, end - start))));
            text.Append($"<line class=\"m\" x1=\"{F(X(start))}\" x2=\"{F(X(end - 1))}\" y1=\"{median}\" y2=\"{median}\"/>\n");
        }

        if (metric is { IsDrifting: true, Line: { } line })
            text.Append($"<line class=\"t\" x1=\"{F(X(0))}\" x2=\"{F(X(metric.Values.Length - 1))}\" y1=\"{F(Y(line.At(0)))}\" y2=\"{F(Y(line.At(metric.Values.Length - 1)))}\"/>\n");
        foreach (var change in metric.Changes)
        {
            var x = F(X(change.Index - 0.5));
            var commit = metric.Rows[change.Index].Commit;
            text.Append($"<line class=\"s\" x1=\"{x}\" x2=\"{x}\" y1=\"{top + Top}\" y2=\"{top + PanelHeight - Bottom}\"/><text x=\"{x}\" y=\"{top + PanelHeight - 6}\" text-anchor=\"middle\">run {change.Index + 1} {Escaped(commit[..Math.Min(9, commit.Length)])}</text>\n");
        }

        for (var i = 0; i < metric.Values.Length; i++)
            text.Append($"<circle class=\"p\" cx=\"{F(X(i))}\" cy=\"{F(Y(metric.Values[i]))}\" r=\"2.5\"><title>run {i + 1}: {MetricText.Number(metric.Values[i])} {Escaped(metric.Rows[i].Commit)}</title></circle>\n");
        foreach (var index in metric.Anomalies)
            text.Append($"<circle class=\"a\" cx=\"{F(X(index))}\" cy=\"{F(Y(metric.Values[index]))}\" r=\"6\"/>\n");
        text.Append("</g>\n");
    }

    private static string F(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
