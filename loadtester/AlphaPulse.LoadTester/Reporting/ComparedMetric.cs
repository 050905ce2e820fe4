using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>One row of a table in which several runs stand side by side.</summary>
/// <param name="Metric">What is compared; its direction says which change is for the better.</param>
/// <param name="Values">By run; null where a run does not have it.</param>
internal sealed record ComparedMetric(Metric Metric, IReadOnlyList<double?> Values)
{
    // Changes of figures that only say what was asked for, or that every run has, tell nothing.
    private static readonly Metric[] s_compared =
    [
        Metrics.UpdatesPerSecond, Metrics.TpsAchievement, Metrics.OpsAchievement, Metrics.WriteP50, Metrics.WriteP90, Metrics.WriteP99, Metrics.WriteP999,
        Metrics.ResponseP99, Metrics.DeliveryP99, Metrics.RecoveryMs, Metrics.CpuPercent, Metrics.MemoryMb, Metrics.ErrorRate, Metrics.LostEvents,
    ];

    /// <summary>What at least one of the runs has.</summary>
    public static IReadOnlyList<ComparedMetric> Of(IReadOnlyList<ReportedRun> runs)
    {
        var roots = runs.Select(run => ResultsJson.ToElement(run.Results with { Intervals = [], HeatMap = null })).ToArray();
        return [.. s_compared
            .Select(metric => new ComparedMetric(metric, [.. roots.Select(root => ResultsJson.Number(root, metric.Path))]))
            .Where(row => row.Values.Any(value => value is not null))];
    }

    public string Text(int run) => Values[run] is not { } value
        ? ReportText.Missing
        : Metric.Unit == "ns" ? ReportText.Latency(value) : Metric.Unit == "%" && Metric.Comparison == Comparison.AtLeast ? ReportText.Achievement(value) : MetricText.Number(value) + MetricText.Unit(Metric);

    /// <summary>Change against the first run in percent; null for itself, or where there is nothing to divide by.</summary>
    public double? ChangePercent(int run) => run > 0 && Values[0] is { } first and not 0 && Values[run] is { } value ? (value - first) / first * 100 : null;

    /// <summary>Whether the change is for the better; null if there is none worth a colour (below 1 %).</summary>
    public bool? IsBetter(int run) => ChangePercent(run) is { } change && Math.Abs(change) >= 1 ? change > 0 == (Metric.Comparison == Comparison.AtLeast) : null;
}
