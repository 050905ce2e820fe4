namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>Several runs side by side, each against the first: verdicts, figures, curves.</summary>
internal static class CompareSection
{
    public static void Add(HtmlText page, IReadOnlyList<ReportedRun> runs)
    {
        page.Open("section").Element("h2", ReportText.Of($"{runs.Count} runs side by side"));
        page.TableHead(["", .. runs.Select(run => run.Name)]);
        page.Open("tr").Element("td", "verdict");
        foreach (var run in runs)
            page.Open("td", run.Results.Status.ToString().ToLowerInvariant()).Element("strong", ReportText.Status(run.Results.Status)).Close("td");
        page.Close("tr");
        foreach (var metric in ComparedMetric.Of(runs))
            Row(page, metric, runs.Count);
        page.TableEnd();
        page.Element("p", "Changes are against the first run. One run each says nothing about chance: loadtester compare decides that.", "note");
        page.Close("section");
        page.Open("section").Chart("compare", 0, "Latency by percentile", "both scales logarithmic");
        page.Chart("compareTime", 0, "P99 over time", "by time since the start of each measurement").Close("section");
    }

    private static void Row(HtmlText page, ComparedMetric metric, int runs)
    {
        page.Open("tr").Element("td", metric.Metric.Label);
        for (var i = 0; i < runs; i++)
        {
            page.Open("td").Text(metric.Text(i));
            if (metric.ChangePercent(i) is { } change)
                page.Text(" ").Element("span", ReportText.Of($"{change:+#,0.#;-#,0.#;±0} %"), metric.IsBetter(i) switch { true => "change better", false => "change worse", null => "change" });
            page.Close("td");
        }

        page.Close("tr");
    }
}
