using System.Globalization;
using System.Text;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Markdown;

/// <summary>Results as Markdown for pull requests: verdict, objectives, latencies, environment; several runs side by side first. Pure.</summary>
internal static class MarkdownReport
{
    public static string Of(IReadOnlyList<ReportedRun> runs)
    {
        var text = new StringBuilder();
        if (runs.Count > 1)
            Compare(text, runs);
        foreach (var run in runs)
            Append(text, run, runs.Count > 1);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ReportedRun run, bool isOneOfSeveral)
    {
        var results = run.Results;
        Line(text, $"{(isOneOfSeveral ? "###" : "##")} {ReportText.Status(results.Status)}: {MarkdownText.Plain(run.Name)}");
        Line(text);
        Line(text, $"{MarkdownText.Plain(ReportText.Load(results))}; started {results.StartedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC.");
        foreach (var reason in results.Reasons)
            Line(text, $"- {MarkdownText.Plain(reason)}", before: reason == results.Reasons[0]);
        foreach (var warning in results.Warnings)
            Line(text, $"- warning: {MarkdownText.Plain(warning)}", before: warning == results.Warnings[0]);
        Objectives(text, results.Objectives);
        Latencies(text, results.Latency);
        Rest(text, results);
    }

    private static void Objectives(StringBuilder text, IReadOnlyList<ObjectiveResults> objectives)
    {
        if (objectives.Count == 0)
            return;
        MarkdownText.Header(text, "objective", "measured", "");
        foreach (var objective in objectives)
            MarkdownText.Row(text, ReportText.Objective(objective), ReportText.Value(objective), objective.IsMet switch { true => "✓ met", false => "**✗ missed**", null => "? undecided" });
    }

    private static void Latencies(StringBuilder text, LatencyResults latency)
    {
        MarkdownText.Header(text, "latency", "P50", "P90", "P99", "P99.9", "P99.99", "max");
        Row("write", latency.Write);
        Row("lag", latency.Lag);
        Row("response", latency.Response);
        Row("delivery", latency.Delivery);

        void Row(string name, LatencySummary summary)
        {
            if (summary.Count > 0)
                MarkdownText.Row(text, name, ReportText.Latency(summary.P50Ns), ReportText.Latency(summary.P90Ns), ReportText.Latency(summary.P99Ns), ReportText.Latency(summary.P999Ns), ReportText.Latency(summary.P9999Ns), ReportText.Latency(summary.MaxNs));
        }
    }

    private static void Rest(StringBuilder text, RunResults results)
    {
        var (throughput, resources) = (results.Throughput, results.Resources);
        Line(text, ReportText.Of($"{throughput.TradesPerSecond:#,0} trades/s ({ReportText.Achievement(throughput.TpsAchievementPercent)} of the schedule), {throughput.OrderbookUpdatesPerSecond:#,0} order-book updates/s ({ReportText.Achievement(throughput.OpsAchievementPercent)}); CPU {resources.AvgCpuPercent:0.#} % of the machine, memory {resources.PeakMemoryMb:0} MB; {results.Errors.LostEvents:#,0} events lost."), before: true);
        if (results.Recovery is { ThresholdNs: not null } recovery)
            Line(text, recovery.RecoveredAfterMs is { } ms ? ReportText.Of($"Recovered from the burst in {ms:#,0} ms.") : "Not recovered from the burst within the run.", before: true);
        Line(text, $"_{MarkdownText.Plain(ReportText.Environment(results.Environment))}; clock {MarkdownText.Plain(results.Environment.ClockSource)}, {results.Environment.ClockCostNs} ns a reading._", before: true);
        Line(text);
    }

    private static void Compare(StringBuilder text, IReadOnlyList<ReportedRun> runs)
    {
        Line(text, $"## {runs.Count} runs side by side");
        MarkdownText.Header(text, ["", .. runs.Select(run => run.Name)]);
        MarkdownText.Row(text, ["verdict", .. runs.Select(run => ReportText.Status(run.Results.Status))]);
        foreach (var row in ComparedMetric.Of(runs))
            MarkdownText.Row(text, [row.Metric.Label, .. runs.Select((_, index) => row.Text(index) + Change(row, index))]);
        Line(text, "_Changes are against the first run. One run each says nothing about chance: `loadtester compare` decides that._", before: true);
        Line(text);
    }

    private static string Change(ComparedMetric row, int run) => row.ChangePercent(run) is { } change ? ReportText.Of($" ({change:+0.#;-0.#;±0} %)") : "";

    private static void Line(StringBuilder text, string line = "", bool before = false) => text.Append(before ? "\n" : "").Append(line).Append('\n');
}
