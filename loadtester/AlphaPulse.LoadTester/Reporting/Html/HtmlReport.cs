using System.Globalization;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>
/// Results as one HTML page that needs nothing but itself: no network, no other file. Text and tables are in the page as they are;
/// the script only adds the charts. Several runs are set side by side first. Pure.
/// </summary>
internal static class HtmlReport
{
    private const string DataId = "data";

    public static string Of(IReadOnlyList<ReportedRun> runs)
    {
        var page = new HtmlText();
        Header(page, runs);
        if (runs.Count > 1)
            CompareSection.Add(page, runs);
        for (var i = 0; i < runs.Count; i++)
            Run(page, runs[i], i, runs.Count > 1);
        page.Close("main");
        page.Open("footer").Element("p", "AlphaPulse load tester. Latencies in nanoseconds; MB = 1,000,000 bytes. A percentile with fewer than ten samples beyond it is n/a. Charts: drag to zoom, double-click or Escape to reset, arrow keys to read values, + and − to zoom.").Close("footer");
        return Whole(Title(runs), page.ToString(), PageData.Of(runs));
    }

    private static void Header(HtmlText page, IReadOnlyList<ReportedRun> runs)
    {
        page.Open("header", "page").Element("h1", "AlphaPulse load test report");
        page.Element("p", runs.Count == 1 ? Started(runs[0]) : ReportText.Of($"{runs.Count} runs")).Close("header");
        if (runs.Count > 1)
        {
            page.OpenWith("nav", ("aria-label", "Runs"));
            for (var i = 0; i < runs.Count; i++)
                page.OpenWith("a", ("href", ReportText.Of($"#run-{i}"))).Text(runs[i].Name).Close("a");
            page.Close("nav");
        }

        page.Open("main").Element("p", "The charts need JavaScript; everything else is below.", "noscript");
    }

    private static void Run(HtmlText page, ReportedRun run, int index, bool isOneOfSeveral)
    {
        page.OpenWith("article", ("id", ReportText.Of($"run-{index}")));
        if (isOneOfSeveral)
            page.Open("h2", "run-title").Text(run.Name).Text(" ").Element("small", Started(run)).Close("h2");
        VerdictSection.Add(page, run);
        ObjectivesSection.Add(page, run.Results);
        BreakpointCard.Add(page, run.Results, index);
        EnduranceCard.Add(page, run.Results);
        LatencySection.Add(page, run.Results, index);
        TimeSection.Add(page, run.Results, index);
        PhasesSection.Add(page, run.Results);
        CausesSection.Add(page, run.Results);
        CorrectnessSection.Add(page, run.Results);
        EnvironmentSection.Add(page, run.Results);
        DownloadsSection.Add(page, run.Results, index);
        page.Close("article");
    }

    private static string Started(ReportedRun run) => $"{run.Results.StartedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";

    private static string Title(IReadOnlyList<ReportedRun> runs) =>
        runs.Count == 1 ? $"{ReportText.Status(runs[0].Results.Status)} {runs[0].Name}" : $"AlphaPulse: {string.Join(", ", runs.Select(run => run.Name))}";

    private static string Whole(string title, string body, string data)
    {
        // No scheme allows a network: images are the empty icon, without which a browser asks for one.
        var policy = $"default-src 'none'; style-src {PageAssets.HashOf(PageAssets.Style)}; script-src {PageAssets.HashOf(PageAssets.Script)}; img-src data:; base-uri 'none'; form-action 'none'";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            {new HtmlText().Element("title", title)}<style>{PageAssets.Style}</style>
            </head>
            <body>
            {body}<script type="application/json" id="{DataId}">{data}</script>
            <script>{PageAssets.Script}</script>
            </body>
            </html>

            """;
    }
}
