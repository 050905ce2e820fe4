using System.Text.Json;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>A comparison as JSON: schema <c>alphapulse.comparison/1</c>. Effects are relative changes of the metric (0.1 = 10 % higher), bounds of unknown ones null.</summary>
internal static class ComparisonJson
{
    public const string SchemaName = "alphapulse.comparison/1";

    public static string ToText(ComparisonReport report) => JsonSerializer.Serialize(
        new
        {
            Schema = SchemaName,
            report.Verdict,
            report.ExitCode,
            Paired = report.ArePaired,
            report.Confidence,
            report.A,
            report.B,
            report.Obstacles,
            report.Notes,
            Metrics = report.Metrics.Select(Metric),
        },
        ReadableJson.Options) + "\n";

    private static object Metric(MetricComparison metric) => new
    {
        metric.Rule.Metric.Name,
        metric.Rule.Metric.Unit,
        Gated = metric.Rule.IsGated,
        metric.Verdict,
        A = Known(metric.A),
        B = Known(metric.B),
        Change = Known(metric.Change(metric.Effect.Value)),
        ChangeLow = metric.Effect.IsBounded ? Known(Math.Min(metric.Change(metric.Effect.Lower), metric.Change(metric.Effect.Upper))) : null,
        ChangeHigh = metric.Effect.IsBounded ? Known(Math.Max(metric.Change(metric.Effect.Lower), metric.Change(metric.Effect.Upper))) : null,
        Allowed = Known(Math.Exp(metric.Allowed.Value) - 1),
        AllowedBecause = metric.Allowed.Reason,
        PDifference = metric.Difference,
        PWorse = metric.Worse,
        PWorseAdjusted = metric.AdjustedWorse,
        SmallestEffect = Known(Math.Exp(metric.Smallest) - 1),
        metric.Missing,
    };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
