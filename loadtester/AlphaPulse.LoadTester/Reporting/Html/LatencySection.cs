using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>The four latencies and the machine's own noise: curve and table.</summary>
internal static class LatencySection
{
    // As on the screen: within three readings of the clock a percentile says more about the clock.
    private const int FloorReadings = 3;

    public static void Add(HtmlText page, RunResults results, int index)
    {
        page.Open("section");
        if (results.Histograms.Write.Length > 0)
            page.Chart("percentiles", index, "Latency by percentile", "both scales logarithmic; marks are objectives");
        else
            page.Element("h2", "Latency by percentile");
        page.TableHead("latency", "samples", "mean", "P50", "P90", "P99", "P99.9", "P99.99", "max");
        var latency = results.Latency;
        Row("write", "claim to published", latency.Write);
        if (PageData.IsPaced(results))
        {
            Row("lag", "due to claim", latency.Lag);
            Row("response", "due to published", latency.Response);
        }

        Row("delivery", "claim to applied in the book", latency.Delivery);
        if (results.Noise is { } noise)
        {
            Row("hiccup", "in feedsim", noise.Feed);
            Row("hiccup", "idle process", noise.Control);
        }

        page.TableEnd();
        page.Element("p", ReportText.Of($"~ at the timer's floor: at most {FloorReadings} readings of the clock ({results.Environment.ClockCostNs} ns each). Response is free of coordinated omission; nothing is subtracted."), "note");
        page.Close("section");

        void Row(string name, string meaning, LatencySummary summary)
        {
            if (summary.Count == 0)
                return;
            page.Open("tr").Open("td").Text(name).Text(" ").Element("small", meaning).Close("td");
            page.Cells(ReportText.Count(summary.Count), Cell(summary.MeanNs), Cell(summary.P50Ns), Cell(summary.P90Ns), Cell(summary.P99Ns), Cell(summary.P999Ns), Cell(summary.P9999Ns), Cell(summary.MaxNs)).Close("tr");
        }

        string Cell(double? ns) => (ns <= FloorReadings * results.Environment.ClockCostNs ? "~" : "") + ReportText.Latency(ns);
    }
}
