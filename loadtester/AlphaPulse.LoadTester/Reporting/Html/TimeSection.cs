using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>What happened when: charts that share their time axis, their zoom and their cursor.</summary>
internal static class TimeSection
{
    public static void Add(HtmlText page, RunResults results, int index)
    {
        if (results.Intervals.Count == 0)
            return;
        page.Open("section");
        if (results.HeatMap is { EndsSecs.Count: > 0 })
            page.Chart("heat", index, "Latency over time", "colour: samples; collections, hiccups and faults on the same axis");
        page.Chart("rates", index, "Rates", "dashed: scheduled");
        if (results.Intervals.Any(interval => interval.ScheduledTrades > 0 || interval.ScheduledOrderbookUpdates > 0))
            page.Chart("achievement", index, "Achievement", "interval by interval; late updates count when they are written");
        if (results.Intervals.Any(interval => interval.Processes.Count > 0))
        {
            page.Open("div", "columns");
            page.Chart("cpu", index, "Processor by process");
            page.Chart("memory", index, "Memory by process");
            page.Close("div");
        }
        else
        {
            page.Chart("memory", index, "Memory");
        }

        page.Close("section");
    }
}
