using System.Text.Json;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>What the charts of a page are drawn from, as JSON. The serializer's encoder leaves nothing in it that a script element could end with.</summary>
internal static class PageData
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    public static string Of(IReadOnlyList<ReportedRun> runs) => JsonSerializer.Serialize(new { runs = runs.Select(run => RunOf(run)) }, s_options);

    private static object RunOf(ReportedRun run)
    {
        var results = run.Results;
        var histograms = results.Histograms;
        return new
        {
            name = run.Name,
            file = FileName(run.Name),
            percentiles = new
            {
                write = PercentileCurve.Of(histograms.Write),
                lag = IsPaced(results) ? PercentileCurve.Of(histograms.Lag) : null,
                response = IsPaced(results) ? PercentileCurve.Of(histograms.Response) : null,
                delivery = PercentileCurve.Of(histograms.Delivery),
                hiccup = PercentileCurve.Of(histograms.Hiccup),
                controlHiccup = PercentileCurve.Of(histograms.ControlHiccup),
            },
            limits = Limits(results),
            heat = results.HeatMap is { } map ? HeatOf(map, IsPaced(results)) : null,
            intervals = IntervalColumns.Of(results),
            phases = results.Phases.Select(phase => new { name = phase.Name, start = phase.StartSecs, end = phase.StartSecs + phase.DurationSecs }),
            outliers = (results.Outliers?.Worst ?? []).Select(outlier => new { at = outlier.AtSecs, ns = outlier.DurationNs, kind = outlier.Kind, cause = outlier.Cause.Replace('_', ' ') }),
            breakpoint = results.Breakpoint?.Curve.Select(rate => new { rate = rate.UpdatesPerSecond, p50 = rate.WriteP50Ns, p99 = rate.WriteP99Ns, p999 = rate.WriteP999Ns, response = rate.ResponseP99Ns, cpu = rate.CpuPercent, hasBroken = rate.BrokenRuns * 2 > rate.Runs }),
            hlog = HistogramLog.Of(results),
        };
    }

    /// <summary>At full speed an event is due when its turn comes: there is nothing to be late for.</summary>
    public static bool IsPaced(RunResults results) => results.Config.Replay is not { Speed: 0 };

    private static object HeatOf(HeatMapResults map, bool isPaced) => new
    {
        rows = map.RowsPerDecade,
        start = map.StartSecs,
        ends = map.EndsSecs,
        series = new
        {
            write = map.Write,
            lag = isPaced ? map.Lag : [],
            response = isPaced ? map.Response : [],
            delivery = map.Delivery,
            hiccup = map.Hiccup,
            controlHiccup = map.ControlHiccup,
        },
    };

    // As in "write_p99_9_ns": the objectives that a percentile curve can show.
    private static IEnumerable<object> Limits(RunResults results)
    {
        foreach (var objective in results.Objectives)
        {
            var parts = objective.Metric.Split("_p");
            if (parts is not [("write" or "lag" or "response" or "delivery") and var series, var rest] || !rest.EndsWith("_ns", StringComparison.Ordinal))
                continue;
            if (double.TryParse(rest[..^3].Replace('_', '.'), System.Globalization.CultureInfo.InvariantCulture, out var percentile) && objective.Limit > 0)
                yield return new { series, percentile, ns = objective.Limit, isMet = objective.IsMet, text = ReportText.Objective(objective) };
        }
    }

    /// <summary>A run's name as a file can have it everywhere.</summary>
    public static string FileName(string name) => string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '-'));
}
