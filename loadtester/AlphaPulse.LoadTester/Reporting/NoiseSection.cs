using System.Globalization;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>What the machine did by itself, and why each outlier happened, as lines of the result screen.</summary>
internal static class NoiseSection
{
    public static IEnumerable<ReportLine> Of(RunResults results, bool verbose)
    {
        var lines = new List<ReportLine>();
        if (results.Noise is { } noise)
            AddNoise(noise, verbose, lines);
        if (results.Outliers is { } outliers)
            AddOutliers(outliers, lines);
        return lines;
    }

    private static void AddNoise(NoiseResults noise, bool verbose, List<ReportLine> lines)
    {
        lines.Add(new ReportLine(""));
        lines.Add(new ReportLine(Text($"Noise: (how late loops woke that only sleep, every {noise.HiccupPeriodMs:0.###} ms on each core)"), Tone.Title));
        lines.Add(new ReportLine("                       P50           P99         P99.9           Max", Tone.Faint));
        lines.Add(Hiccups("idle process", noise.Control));
        lines.Add(Hiccups("in feedsim", noise.Feed));
        if (verbose)
        {
            foreach (var core in noise.Cores)
                lines.Add(Hiccups($"{core.Process} {core.Core}", core.Hiccup));
            foreach (var process in noise.Processes)
                lines.Add(new ReportLine(Text($"  {process.Name}: {process.VoluntarySwitches:#,0} voluntary and {process.InvoluntarySwitches:#,0} involuntary switches, {process.MinorFaults:#,0} minor and {process.MajorFaults:#,0} major faults, {process.JitMethods:#,0} methods compiled, {process.GcCount:#,0} GCs{(process.LockContentions is { } contentions ? Text($", {contentions:#,0} lock contentions") : "")}")));
        }

        lines.Add(new ReportLine(Text($"  Steal: {Percent(noise.StealPercent)}, throttled {(noise.ThrottledMs is { } ms ? Text($"{ms:0.###} ms") : "n/a")}")));
    }

    private static void AddOutliers(OutlierResults outliers, List<ReportLine> lines)
    {
        lines.Add(new ReportLine(""));
        lines.Add(new ReportLine($"Outliers: (writes from {Threshold(outliers.ThresholdNs)} on, wake-ups that are {Threshold(outliers.WakeThresholdNs)} late)", Tone.Title));
        lines.Add(new ReportLine(Text($"  {outliers.Writes:#,0} writes, {outliers.WakeUps:#,0} wake-ups, {ReportText.Precise(outliers.TimeNs)} in all")));
        foreach (var cause in outliers.Causes)
        {
            if (cause.Count > 0 || cause.TimeNs > 0)
                lines.Add(new ReportLine(Text($"  {cause.Cause.Replace('_', ' '),-15} {cause.Count,9:#,0} ({cause.CountPercent,5:0.0}%)   {ReportText.Precise(cause.TimeNs),12} ({cause.TimePercent,5:0.0}%)")));
        }

        if (outliers.Lost > 0)
            lines.Add(new ReportLine(Text($"  {outliers.Lost:#,0} more were overwritten before they were read, and are in no share"), Tone.Warning));
    }

    private static ReportLine Hiccups(string name, LatencySummary hiccup) =>
        new(Text($"  {name,-14}{Figure(hiccup.P50Ns),13} {Figure(hiccup.P99Ns),13} {Figure(hiccup.P999Ns),13} {Figure(hiccup.MaxNs),13}"));

    private static string Figure(long? ns) => ns is { } value ? ReportText.Precise(value) : "n/a";

    private static string Threshold(long ns) => ns >= 1_000_000 ? Text($"{ns / 1e6:0.###} ms") : Text($"{ns / 1e3:0.###} μs");

    private static string Percent(double? percent) => percent is { } value ? Text($"{value:0.###}%") : "n/a";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
