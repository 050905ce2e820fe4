using System.Globalization;
using System.Text;
using AlphaPulse.LoadTester.Baselines;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>Baselines as text.</summary>
internal static class BaselineScreen
{
    public static string Saved(Baseline baseline, string path)
    {
        var few = baseline.Runs < Baseline.FewestToGate
            ? $"baseline: {baseline.Runs} {(baseline.Runs == 1 ? "run is" : "runs are")} too few to gate: save {Baseline.FewestToGate} or more of the same load and machine; until then checks only warn\n"
            : "";
        return $"baseline: {baseline.Name}, version {baseline.Version}: {baseline.Runs} {(baseline.Runs == 1 ? "run" : "runs")} saved in {path}\n{few}";
    }

    public static string List(IReadOnlyList<Baseline> baselines, string directory)
    {
        if (baselines.Count == 0)
            return $"baseline: there is none in {directory}; save one with: loadtester baseline save NAME RESULTS.json…\n";
        var text = new StringBuilder($"{"name",-20} {"version",7} {"runs",5} {"saved",17}  {"write P50",18} {"write P99",20}  load; machine\n");
        foreach (var baseline in baselines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{baseline.Name,-20} {baseline.Version,7} {baseline.Runs,5} {baseline.SavedAt,17:yyyy-MM-dd HH:mm}  ")
                .Append($"{MeanAndSigma(baseline, Metrics.WriteP50),18} {MeanAndSigma(baseline, Metrics.WriteP99),20}  {baseline.Load}; {Describe(baseline.Machine)}\n");
        }

        return text.ToString();
    }

    public static string Show(Baseline baseline)
    {
        var text = new StringBuilder($"baseline {baseline.Name}, version {baseline.Version}, saved {baseline.SavedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, {baseline.Runs} {(baseline.Runs == 1 ? "run" : "runs")}");
        text.Append(baseline.Commits.Length == 0 ? "\n" : $", commit {baseline.Commits}\n");
        text.Append($"  load     {baseline.Load}\n  machine  {Describe(baseline.Machine)}\n\n");
        text.Append($"{"metric",-26} {"mean",16} {"sigma",12} {"of mean",8} {"median",16} {"least",16} {"most",16}  allowed\n");
        foreach (var metric in Metrics.All)
        {
            if (!baseline.Metrics.TryGetValue(metric.Name, out var summary))
                continue;
            var share = summary is { Sigma: { } sigma, Mean: > 0 } ? (sigma / summary.Mean * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";
            var allowed = baseline.Thresholds.TryGetValue(metric.Name, out var threshold) ? (threshold * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %" : "";
            text.Append($"{metric.Name,-26} {Number(metric, summary.Mean),16} {(summary.Sigma is { } known ? MetricText.Number(known) : "-"),12} {share,8} {Number(metric, summary.Median),16} {Number(metric, summary.Min),16} {Number(metric, summary.Max),16}  {allowed}".TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string MeanAndSigma(Baseline baseline, Metric metric) => baseline.Metrics.TryGetValue(metric.Name, out var summary)
        ? $"{MetricText.Number(summary.Mean)} ± {(summary.Sigma is { } sigma ? MetricText.Number(sigma) : "-")}{MetricText.Unit(metric)}"
        : "-";

    private static string Number(Metric metric, double value) => MetricText.Number(value) + MetricText.Unit(metric);

    private static string Describe(Machine machine) => $"{machine.CpuModel}, {machine.Cores} cores, Linux {machine.Kernel}, {machine.Runtime}{(machine.Governor.Length == 0 ? "" : $", {machine.Governor}")}";
}
