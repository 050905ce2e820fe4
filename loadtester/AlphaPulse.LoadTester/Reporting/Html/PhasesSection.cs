using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>The stretches of a run that has several, and how it came back after a burst.</summary>
internal static class PhasesSection
{
    public static void Add(HtmlText page, RunResults results)
    {
        if (results.Phases.Count < 2)
            return;
        page.Open("section").Element("h2", "Phases");
        page.TableHead("phase", "from", "for", "updates/s", "write P50", "write P99", "write max", "response P99", "delivery P99");
        foreach (var phase in results.Phases)
        {
            var latency = phase.Latency;
            var rate = phase.DurationSecs > 0 ? ReportText.Count((phase.Trades + phase.OrderbookUpdates) / phase.DurationSecs) : ReportText.Missing;
            page.Row(phase.Name, ReportText.Seconds(phase.StartSecs), ReportText.Seconds(phase.DurationSecs), rate, ReportText.Latency(latency.Write.P50Ns), ReportText.Latency(latency.Write.P99Ns), ReportText.Latency(latency.Write.MaxNs), ReportText.Latency(latency.Response.P99Ns), ReportText.Latency(latency.Delivery.P99Ns));
        }

        page.TableEnd();
        if (results.Recovery is { ThresholdNs: not null } recovery)
            Recovery(page, recovery);
        page.Close("section");
    }

    private static void Recovery(HtmlText page, RecoveryResults recovery)
    {
        page.Open("p").Element("strong", recovery.RecoveredAfterMs is { } ms ? ReportText.Of($"Recovered in {ms:#,0} ms") : "Not recovered within the run", recovery.RecoveredAfterMs is null ? "missed" : "met");
        page.Text($" after the burst: P99 back for a second, write at {ReportText.Latency(recovery.ThresholdNs)} or less (before: {ReportText.Latency(recovery.BaselineP99Ns)}, in the burst: {ReportText.Latency(recovery.BurstP99Ns)}), response at {ReportText.Latency(recovery.ResponseThresholdNs)} or less; ");
        page.Text(ReportText.Of($"sampled every {recovery.ResolutionMs:0} ms.")).Close("p");
    }
}
