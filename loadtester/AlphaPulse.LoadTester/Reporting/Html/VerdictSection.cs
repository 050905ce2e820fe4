using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>The verdict with its reasons, and the few figures that everybody asks for first.</summary>
internal static class VerdictSection
{
    public static void Add(HtmlText page, ReportedRun run)
    {
        var results = run.Results;
        page.Open("div", $"verdict {results.Status.ToString().ToLowerInvariant()}");
        page.Element("p", ReportText.Status(results.Status), "word");
        page.Element("p", $"{run.Name}: {ReportText.Load(results)}", "load");
        if (results.Reasons.Count + results.Warnings.Count > 0)
        {
            page.Open("ul");
            foreach (var reason in results.Reasons)
                page.Element("li", reason);
            foreach (var warning in results.Warnings)
                page.Element("li", $"warning: {warning}", "warning");
            page.Close("ul");
        }

        Tiles(page, results);
        page.Close("div");
    }

    private static void Tiles(HtmlText page, RunResults results)
    {
        var (throughput, resources, write) = (results.Throughput, results.Resources, results.Latency.Write);
        page.Open("dl", "tiles");
        Tile("throughput", ReportText.Of($"{throughput.UpdatesPerSecond:#,0}/s"), Achieved(throughput));
        Tile("write P50", ReportText.Latency(write.P50Ns), $"P90 {ReportText.Latency(write.P90Ns)}");
        Tile("write P99", ReportText.Latency(write.P99Ns), $"P99.9 {ReportText.Latency(write.P999Ns)}");
        if (PageData.IsPaced(results))
            Tile("response P99", ReportText.Latency(results.Latency.Response.P99Ns), $"max {ReportText.Latency(results.Latency.Response.MaxNs)}");
        Tile("delivery P99", ReportText.Latency(results.Latency.Delivery.P99Ns), $"P50 {ReportText.Latency(results.Latency.Delivery.P50Ns)}");
        Tile("CPU", ReportText.Of($"{resources.AvgCpuPercent:0.#} %"), ReportText.Of($"of the machine, peak {resources.PeakCpuPercent:0.#} %"));
        Tile("memory", ReportText.Of($"{resources.PeakMemoryMb:#,0} MB"), "peak, rings included");
        Tile("lost", ReportText.Count(results.Errors.LostEvents), ReportText.Of($"of {results.Counts.Written:#,0} events"));
        page.Close("dl");

        void Tile(string name, string value, string note) => page.Open("div").Element("dt", name).Open("dd").Text(value).Element("small", note).Close("dd").Close("div");
    }

    // The lower of the two is what has been achieved.
    private static string Achieved(ThroughputResults throughput) => (throughput.TpsAchievementPercent, throughput.OpsAchievementPercent) switch
    {
        (null, null) => "no schedule",
        var (trades, updates) => $"{ReportText.Achievement(Math.Min(trades ?? double.MaxValue, updates ?? double.MaxValue))} of the schedule",
    };
}
