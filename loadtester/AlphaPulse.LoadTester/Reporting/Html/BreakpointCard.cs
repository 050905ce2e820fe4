using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>A search for the limit: the knee, and what leads to it.</summary>
internal static class BreakpointCard
{
    public static void Add(HtmlText page, RunResults results, int index)
    {
        if (results.Breakpoint is not { } found)
            return;
        page.Open("section").Element("h2", "Breaking point").Open("p").Element("strong", BreakpointSection.Headline(found)).Close("p");
        if (found.Curve.Count > 0)
        {
            page.Chart("breakpoint", index, "Latency by rate", "each point a rate that was tried");
            page.Chart("breakpointCpu", index, "Processor by rate");
            Table(page, found);
        }

        page.Element("p", ReportText.Of($"{found.Curve.Sum(rate => rate.Runs)} runs of {found.StepSecs} s in {ReportText.Seconds(found.ElapsedSecs)}; neighbouring rates are {found.ResolutionPercent:0.#} % apart{(found.ConfidencePercent is { } confidence ? ReportText.Of($", {confidence:0} % of the runs at the two rates agree") : "")}. The figures of the rest of this report are those of the last run at the highest rate that held."), "note");
        page.Close("section");
    }

    private static void Table(HtmlText page, BreakpointResults found)
    {
        page.TableHead("updates/s", "reached", "runs", "broke", "write P50", "write P99", "write P99.9", "response P99", "CPU", "gate");
        foreach (var rate in found.Curve)
        {
            page.Open("tr", rate.UpdatesPerSecond == found.KneeUpdatesPerSecond ? "met" : rate.BrokenRuns * 2 > rate.Runs ? "missed" : "");
            page.Cells(
                ReportText.Count(rate.UpdatesPerSecond),
                rate.ActualUpdatesPerSecond is { } actual ? ReportText.Count(actual) : ReportText.Missing,
                ReportText.Count(rate.Runs),
                ReportText.Count(rate.BrokenRuns),
                ReportText.Latency(rate.WriteP50Ns),
                ReportText.Latency(rate.WriteP99Ns),
                ReportText.Latency(rate.WriteP999Ns),
                ReportText.Latency(rate.ResponseP99Ns),
                rate.CpuPercent is { } cpu ? ReportText.Of($"{cpu:0} %") : ReportText.Missing,
                rate.Gate is { } gate ? Metrics.Find(gate)?.Label ?? gate : "");
            page.Close("tr");
        }

        page.TableEnd();
    }
}
