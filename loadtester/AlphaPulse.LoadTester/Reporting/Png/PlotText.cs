using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>What the pictures of a run have in common: subtitle, time axis, ticks.</summary>
internal static class PlotText
{
    public static string Subtitle(ReportedRun run) => $"{run.Results.Status.ToString().ToUpperInvariant()}: {ReportText.Load(run.Results)}";

    /// <summary>Ticks of latencies are powers of ten: "10 µs", not "10.0 µs".</summary>
    public static string LatencyTick(double ns) => ReportText.Latency(ns).Replace(".00", "", StringComparison.Ordinal).Replace(".0 ", " ", StringComparison.Ordinal);

    public static Scale TimeScale(RunResults results) =>
        new(ScaleKind.Time, results.Intervals.Select(interval => interval.AtSecs).Concat(results.HeatMap?.EndsSecs ?? []), Clock);

    /// <summary>The middle of each interval, seconds after the start of the measurement.</summary>
    public static IEnumerable<double> Middles(IReadOnlyList<IntervalResults> intervals) =>
        intervals.Select((interval, index) => (interval.AtSecs + (index == 0 ? 0 : intervals[index - 1].AtSecs)) / 2);

    private static string Clock(double seconds) =>
        seconds < 120 ? ReportText.Of($"{seconds:0.##} s") : seconds % 3_600 == 0 ? ReportText.Of($"{seconds / 3_600:0} h") : ReportText.Of($"{Math.Floor(seconds / 3_600):0}:{Math.Floor(seconds / 60) % 60:00}:{Math.Floor(seconds % 60):00}");
}
