using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>What the run was judged by, a line an objective.</summary>
internal static class ObjectivesSection
{
    public static void Add(HtmlText page, RunResults results)
    {
        if (results.Objectives.Count == 0)
            return;
        page.Open("section").Element("h2", "Objectives").Open("div", "scroll").Open("table").Open("thead").Open("tr").Element("th", "").Element("th", "objective", "text").Element("th", "measured").Element("th", "margin", "optional").Close("tr").Close("thead").Open("tbody");
        foreach (var objective in results.Objectives)
        {
            var (sign, word, tone) = objective.IsMet switch { true => ("✓", "met", ""), false => ("✗", "missed", "missed"), null => ("?", "undecided", "undecided") };
            page.Open("tr").OpenWith("td", ("class", $"tick {tone}"), ("title", word)).Text(sign).Close("td").Element("td", ReportText.Objective(objective), $"text {tone}").Element("td", Value(objective), tone).Element("td", Margin(objective), "optional").Close("tr");
        }

        page.TableEnd().Close("section");
    }

    private static string Value(ObjectiveResults objective) =>
        objective is { Unit: "ns", Value: { } ns } ? ReportText.Latency(ns) : ReportText.Value(objective);

    // Of a limit of nothing there is no share.
    private static string Margin(ObjectiveResults objective) =>
        objective.Value is { } value && Metrics.Find(objective.Metric)?.MarginPercent(value, objective.Limit) is { } margin ? ReportText.Of($"{margin:+#,0.#;-#,0.#;0} %") : "";
}
