using System.Globalization;
using System.Text;
using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Analysis;

/// <summary>Latencies of a file as text.</summary>
internal static class AnalysisScreen
{
    private static readonly double[] s_overview = [50, 90, 99, 99.9, 99.99];
    private static readonly double[] s_detail = [0, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 99.999];
    private static readonly double[] s_csv = [50, 95, 99];

    /// <summary>All series, a line each.</summary>
    public static string Overview(AnalyzedFile file, LatencyUnit unit)
    {
        var text = new StringBuilder($"{file.Title}, latencies in {unit.Name}\n");
        text.Append(Row("series", "samples", "mean", [.. s_overview.Select(Name), "max"]));
        foreach (var series in file.Series)
        {
            var histogram = series.Histogram;
            text.Append(Row(series.Name, Whole(histogram.TotalCount), histogram.TotalCount == 0 ? "n/a" : unit.Text(histogram.GetMean()), [.. s_overview.Select(percentile => Value(series, percentile, unit)), Max(series, unit)]));
        }

        return text.Append(Notes(file)).ToString();
    }

    /// <summary>One series, a line a percentile.</summary>
    public static string Detail(AnalyzedFile file, AnalyzedSeries series, LatencyUnit unit)
    {
        var histogram = series.Histogram;
        var text = new StringBuilder($"{file.Title}, {series.Name}, latencies in {unit.Name}\n");
        Line("samples", Whole(histogram.TotalCount));
        if (series.Intervals > 0)
            Line("intervals", Whole(series.Intervals));
        Line("mean", histogram.TotalCount == 0 ? "n/a" : unit.Text(histogram.GetMean()));
        Line("deviation", histogram.TotalCount == 0 ? "n/a" : unit.Text(histogram.GetStdDeviation()));
        foreach (var percentile in s_detail)
            Line(percentile == 0 ? "min" : Name(percentile), Value(series, percentile, unit));
        Line("max", Max(series, unit));
        return text.Append(Notes(file)).ToString();

        void Line(string name, string value) => text.Append($"{name,-10} {value,16}\n");
    }

    public static string Tags(AnalyzedFile file)
    {
        var text = new StringBuilder();
        foreach (var series in file.Series)
            text.Append(series.Name).Append('\n');
        return text.ToString();
    }

    public static string Csv(LatencyCsv csv, LatencyUnit unit)
    {
        var text = new StringBuilder();
        Line("total", Whole(csv.Count));
        if (csv.Failed is { } failed)
        {
            Line("successful", Whole(csv.Count - failed));
            Line("failed", Whole(failed));
        }

        foreach (var percentile in s_csv)
            Line($"{Name(percentile)} {unit.Name}", csv.Percentile(percentile) is { } value ? unit.Text(value * csv.Unit.Nanoseconds) : "n/a");
        Line($"max {unit.Name}", unit.Text(csv.Max * csv.Unit.Nanoseconds));
        Line("throughput", csv.DurationSecs is > 0 and var secs ? (csv.Count / secs).ToString("#,0.00", CultureInfo.InvariantCulture) + "/s" : "n/a");
        return text.ToString();

        void Line(string name, string value) => text.Append($"{name,-10} {value,16}\n");
    }

    private static string Row(string series, string samples, string mean, IEnumerable<string> values) =>
        $"{series,-16} {samples,14} {mean,10}{string.Concat(values.Select(value => $" {value,11}"))}\n";

    private static string Name(double percentile) => "P" + percentile.ToString(CultureInfo.InvariantCulture);

    private static string Value(AnalyzedSeries series, double percentile, LatencyUnit unit) => series.Histogram.TotalCount > 0 && LatencySummaries.Percentile(series.Histogram, percentile) is { } ns
        ? unit.Text(percentile == 0 ? series.MinNs : Math.Min(ns, series.MaxNs))
        : "n/a";

    private static string Max(AnalyzedSeries series, LatencyUnit unit) => series.Histogram.TotalCount == 0 ? "n/a" : unit.Text(series.MaxNs);

    private static string Whole(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Notes(AnalyzedFile file) => string.Concat(file.Notes.Select(note => note + "\n"));
}
