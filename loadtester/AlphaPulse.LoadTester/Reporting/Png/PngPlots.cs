using System.Globalization;
using AlphaPulse.LoadTester.Reporting.Html;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>The main plots of a run as pictures for documents, by name. What a run does not have has no picture. Pure.</summary>
internal static class PngPlots
{
    public static IEnumerable<(string Name, byte[] Png)> Of(ReportedRun run)
    {
        var results = run.Results;
        if (Percentiles(run) is { } percentiles)
            yield return ("percentiles", percentiles);
        if (results.HeatMap is { EndsSecs.Count: > 0 } map && map.Write.Any(column => column.Count > 1))
            yield return ("heat-map", HeatMapPlot.Of(run, map));
        if (results.Intervals.Count == 0)
            yield break;
        yield return ("rates", OverTime(run, "Rates", "updates per second", Rates(results)));
        if (results.Intervals.Any(interval => interval.Processes.Count > 0))
        {
            yield return ("cpu", OverTime(run, "Processor by process", "% of a core", Processes(results, 0)));
            yield return ("memory", OverTime(run, "Private memory by process", "MB", Processes(results, 1)));
        }
    }

    private static byte[]? Percentiles(ReportedRun run)
    {
        var histograms = run.Results.Histograms;
        var isPaced = PageData.IsPaced(run.Results);
        var series = new List<ChartSeries>();
        Add("write", histograms.Write);
        Add("lag", isPaced ? histograms.Lag : "");
        Add("response", isPaced ? histograms.Response : "");
        Add("delivery", histograms.Delivery);
        Add("hiccup", histograms.Hiccup);
        if (series.Count == 0)
            return null;
        var x = new Scale(ScaleKind.Nines, series.SelectMany(one => one.Points).Select(point => point.X), value => value.ToString(CultureInfo.InvariantCulture));
        var y = new Scale(ScaleKind.Log, series.SelectMany(one => one.Points).Select(point => point.Y), PlotText.LatencyTick);
        var chart = new Chart($"{run.Name}: latency by percentile", PlotText.Subtitle(run), x, "percentile", y, "latency");
        chart.Add(series);
        return chart.ToPng();

        void Add(string name, string base64)
        {
            // The curve ends where the last sample is: 100 % has no place on a scale of nines.
            if (PercentileCurve.Of(base64) is { } curve)
                series.Add(new ChartSeries(name, Ink.Series[series.Count], [.. curve.Points.Select(point => (Math.Min(point[0], 100 * (1 - (0.5 / curve.Total))), point[1]))]));
        }
    }

    private static List<ChartSeries> Rates(RunResults results)
    {
        var series = new List<ChartSeries>();
        Add("trades scheduled", Ink.Series[0].Mixed(Ink.White, 0.55), interval => interval.ScheduledTrades);
        Add("order-book updates scheduled", Ink.Series[1].Mixed(Ink.White, 0.55), interval => interval.ScheduledOrderbookUpdates);
        Add("trades", Ink.Series[0], interval => interval.Trades);
        Add("order-book updates", Ink.Series[1], interval => interval.OrderbookUpdates);
        return series;

        void Add(string name, Ink ink, Func<IntervalResults, long?> count)
        {
            var points = new List<(double X, double Y)>();
            var lastSecs = results.HeatMap?.StartSecs ?? 0;
            foreach (var interval in results.Intervals)
            {
                var seconds = interval.AtSecs - lastSecs;
                points.Add(((interval.AtSecs + lastSecs) / 2, seconds > 0 && count(interval) is { } counted ? counted / seconds : double.NaN));
                lastSecs = interval.AtSecs;
            }

            if (points.Any(point => point.Y > 0))
                series.Add(new ChartSeries(name, ink, points));
        }
    }

    private static List<ChartSeries> Processes(RunResults results, int figure) =>
    [
        .. results.Resources.Processes.Select((process, index) => new ChartSeries(process.Name, Ink.Series[index % Ink.Series.Length],
            [.. PlotText.Middles(results.Intervals).Zip(results.Intervals, (at, interval) => (at, index < interval.Processes.Count && figure < interval.Processes[index].Count ? interval.Processes[index][figure] : double.NaN))])),
    ];

    private static byte[] OverTime(ReportedRun run, string title, string label, IReadOnlyList<ChartSeries> series)
    {
        var y = new Scale(ScaleKind.Linear, series.SelectMany(one => one.Points).Select(point => point.Y), value => value >= 10_000 ? ReportText.Of($"{value / 1_000:#,0.###}k") : ReportText.Of($"{value:0.###}"));
        var chart = new Chart($"{run.Name}: {char.ToLowerInvariant(title[0])}{title[1..]}", PlotText.Subtitle(run), PlotText.TimeScale(run.Results), "time since the start of the measurement", y, label);
        chart.Add(series);
        return chart.ToPng();
    }
}
