using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>Write latencies over time as a picture: counts by colour, percentiles as lines, the longest hiccups as dots.</summary>
internal static class HeatMapPlot
{
    // More of them would cover the map.
    private const int MostDots = 150;

    // Seen on the darkest colours as well as on white.
    private static readonly Ink s_median = new(240, 180, 40);

    public static byte[] Of(ReportedRun run, HeatMapResults map)
    {
        var lines = Lines(run.Results.Intervals);
        var columns = map.Write.Where(column => column.Count > 1).ToArray();
        var values = columns.SelectMany(column => new[] { StartNs(map, column[0]), StartNs(map, column[0] + column.Count - 1) })
            .Concat(lines.SelectMany(line => line.Points).Select(point => point.Y));
        var chart = new Chart($"{run.Name}: write latency over time", PlotText.Subtitle(run), PlotText.TimeScale(run.Results), "time since the start of the measurement", new Scale(ScaleKind.Log, values, PlotText.LatencyTick), "write latency");
        var most = columns.Max(column => column.Skip(1).Max());
        for (var i = 0; i < map.Write.Count && i < map.EndsSecs.Count; i++)
            Column(chart, map, i, Math.Log(Math.Max(2, most)));
        chart.Add(lines);
        return chart.ToPng();
    }

    private static void Column(Chart chart, HeatMapResults map, int index, double mostLog)
    {
        var column = map.Write[index];
        var (left, right) = (chart.X(index == 0 ? map.StartSecs : map.EndsSecs[index - 1]), chart.X(map.EndsSecs[index]));
        for (var row = 1; row < column.Count; row++)
        {
            if (column[row] > 0)
                chart.Raster.Fill(left, chart.Y(StartNs(map, column[0] + row)), right, chart.Y(StartNs(map, column[0] + row - 1)), Ink.Heat(Math.Log(column[row]) / mostLog));
        }
    }

    private static List<ChartSeries> Lines(IReadOnlyList<IntervalResults> intervals)
    {
        var lines = new List<ChartSeries> { Line("P50", s_median, interval => interval.WriteP50Ns), Line("P99", Ink.Series[1], interval => interval.WriteP99Ns) };
        var hiccups = Line("longest hiccup", Ink.Series[3], interval => interval.HiccupMaxNs) with { IsDots = true };
        if (hiccups.Points.Count(point => double.IsFinite(point.Y)) is > 0 and <= MostDots)
            lines.Add(hiccups);
        return lines;

        ChartSeries Line(string name, Ink ink, Func<IntervalResults, long?> value) =>
            new(name, ink, [.. PlotText.Middles(intervals).Zip(intervals, (at, interval) => (at, value(interval) ?? double.NaN))]);
    }

    private static double StartNs(HeatMapResults map, double row) => Math.Pow(10, row / Math.Max(1, map.RowsPerDecade));
}
