using System.Globalization;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.SelfTesting;
using AlphaPulse.LoadTester.Statistics;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>The self-test of the gate as lines: both figures, what was resampled, and what that does not show.</summary>
internal static class SelfTestScreen
{
    public static IReadOnlyList<ReportLine> Lines(RegressionReport report)
    {
        var (settings, launches) = (report.Settings, report.Launches);
        var lines = new List<ReportLine>
        {
            new(""),
            new($"Self-test of the regression gate: {settings.Trials} resampled benches of {settings.Pairs} pairs each, seed {settings.Seed}", Tone.Title),
            new($"  launches   {launches.Count} real {(launches.Count == 1 ? "one" : "ones")} with {launches.Min(launch => launch.Intervals.Count)} to {launches.Max(launch => launch.Intervals.Count)} intervals; write P50 {Spread(launches, 50)}, P99 {Spread(launches, 99)}"),
            new($"  resampled  {Resampled(launches.Count)}"),
            new("  not shown  anything slower than the launches' own length: other days, other machines, other builds; the same launches serve every trial"),
        };
        lines.Add(Line($"found       {Percent(settings.Slowdown)} slowdown: {report.Planted.Regressions} of {report.Planted.Trials} (at least {Share(SelfTestSettings.LeastFound, report.Planted.Trials)}){Rest(report.Planted)}", report.IsDetectionGood));
        lines.Add(Line($"false alarm A/A: {report.Same.Regressions} of {report.Same.Trials} (at most {Share(SelfTestSettings.MostAlarms, report.Same.Trials, up: false)}){Rest(report.Same)}", report.AreAlarmsRare));
        foreach (var (slowdown, count) in report.Others)
            lines.Add(new ReportLine($"  for information: a slowdown of {Percent(slowdown)} was found in {count.Regressions} of {count.Trials}", Tone.Faint));
        if (report.Real is { } real)
        {
            lines.Add(new ReportLine(""));
            lines.Add(new ReportLine($"Real runs: a delay of {real.DelayNs.ToString("0.0", CultureInfo.InvariantCulture)} ns planted in every write of B, {settings.RealPairs} interleaved pairs, and {settings.RealPairs} of A with itself", Tone.Title));
            lines.AddRange(ComparisonScreen.Lines(real.Planted, "real, planted"));
            lines.AddRange(ComparisonScreen.Lines(real.Same, "real, A/A"));
            lines.Add(Line($"found {(real.Planted.Verdict == MetricVerdict.Regression ? "1 of 1" : "0 of 1")} real, {(real.Same.Verdict == MetricVerdict.Regression ? "1" : "0")} of 1 real false alarms", report.IsRealGood));
        }

        lines.Add(report.IsGood
            ? new ReportLine("selftest: PASSED", Tone.Good)
            : new ReportLine($"selftest: FAILED: {(report.AreAlarmsRare ? "" : "false alarms; ")}{(report.IsDetectionGood ? "" : "too few found: the launches differ too much among themselves, or there are too few pairs; ")}{(report.IsRealGood ? "" : "the real runs disagree; ")}".TrimEnd(' ', ';'), Tone.Bad));
        return lines;
    }

    private static string Resampled(int launches) => launches == 1
        ? "intervals of one launch in moving blocks; with a single launch nothing of what differs from launch to launch is in it"
        : "pairs of launches that followed each other, in random order, so that what differs from launch to launch is in it; within each, intervals in moving blocks";

    private static ReportLine Line(string text, bool isGood) => new($"  {(isGood ? "ok  " : "FAIL")} {text}", isGood ? Tone.Good : Tone.Bad);

    private static string Rest(TrialCount count) => count.Inconclusive == 0 ? "" : $"; {count.Inconclusive} inconclusive";

    private static string Share(double share, int trials, bool up = true) => (up ? Math.Ceiling(share * trials) : Math.Floor(share * trials)).ToString("0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Spread(IReadOnlyList<RecordedLaunch> launches, double percentile)
    {
        double[] values = [.. launches.Select(launch => Value(launch, percentile))];
        double[] logarithms = [.. values.Select(value => Math.Log(value))];
        return $"{RobustSpread.Median(values):0} ns ± {Percent(Math.Round(RobustSpread.Deviation(logarithms), 3))}";
    }

    private static double Value(RecordedLaunch launch, double percentile)
    {
        var sum = launch.Intervals[0].Copy();
        foreach (var interval in launch.Intervals.Skip(1))
            sum.Add(interval);
        return Math.Max(1, sum.GetValueAtPercentile(percentile));
    }
}
