using System.Text.Json;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Trends;

/// <summary>A trend as JSON: schema <c>alphapulse.trend/1</c>.</summary>
internal static class TrendJson
{
    public const string SchemaName = "alphapulse.trend/1";

    public static string ToText(TrendReport report) => JsonSerializer.Serialize(
        new
        {
            Schema = SchemaName,
            Runs = report.Rows.Count,
            report.Notes,
            Advice = TrendAdvice.Of(report),
            Metrics = report.Metrics.Select(metric => new
            {
                metric.Name,
                metric.Values,
                SlopePerRun = metric.Line?.Slope,
                SlopeLow = metric.Line?.Low,
                SlopeHigh = metric.Line?.High,
                PTrend = metric.TrendProbability,
                Drift = metric.Line is null ? (double?)null : metric.Drift,
                metric.IsDrifting,
                Changes = metric.Changes.Select(change => new { Run = change.Index + 1, metric.Rows[change.Index].Commit, change.Before, change.After, P = change.Probability }),
                Anomalies = metric.Anomalies.Select(index => index + 1),
            }),
        },
        ReadableJson.Options) + "\n";
}
