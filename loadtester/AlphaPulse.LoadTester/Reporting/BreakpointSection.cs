using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>The breaking point and the curve that leads to it, on the screen.</summary>
internal static class BreakpointSection
{
    public static IEnumerable<ReportLine> Of(BreakpointResults found)
    {
        yield return new ReportLine("");
        yield return new ReportLine(Headline(found), found.IsComplete ? Tone.Good : Tone.Warning);
        if (found.ConfidencePercent is { } confidence)
            yield return new ReportLine(ReportText.Of($"  {confidence:0} % of the runs at the two rates agree; rates {found.ResolutionPercent:0} % apart, {found.StepSecs} s a run, {found.Curve.Sum(rate => rate.Runs)} runs in {found.ElapsedSecs:0} s"));
        yield return new ReportLine("");
        yield return new ReportLine("  updates/s   actual/s  runs  broke   write P50        P99      P99.9  response P99    CPU  gate", Tone.Faint);
        foreach (var rate in found.Curve)
        {
            var tone = rate.UpdatesPerSecond == found.KneeUpdatesPerSecond ? Tone.Good : rate.BrokenRuns * 2 > rate.Runs ? Tone.Bad : Tone.Plain;
            yield return new ReportLine(
                ReportText.Of($"{rate.UpdatesPerSecond,11:#,0}{rate.ActualUpdatesPerSecond,11:#,0}{rate.Runs,6}{rate.BrokenRuns,7}{ReportText.Latency(rate.WriteP50Ns),12}{ReportText.Latency(rate.WriteP99Ns),11}{ReportText.Latency(rate.WriteP999Ns),11}{ReportText.Latency(rate.ResponseP99Ns),14}{rate.CpuPercent,5:0} %  {Label(rate.Gate)}").TrimEnd(),
                tone);
        }

        yield return new ReportLine("");
        yield return new ReportLine("The figures below are those of the last run at the highest rate that held.", Tone.Faint);
    }

    /// <summary>"breaking point: 3.4 M/s (gate: write P99)".</summary>
    public static string Headline(BreakpointResults found) => (found.KneeUpdatesPerSecond, found.BrokenUpdatesPerSecond) switch
    {
        ({ } knee, { } broken) when found.IsComplete => $"breaking point: {Rate(knee)} (gate: {Label(found.Gate)}); {Rate(broken)} breaks",
        ({ } knee, { } broken) => $"breaking point: between {Rate(knee)} and {Rate(broken)} (gate: {Label(found.Gate)}), not confirmed",
        ({ } knee, null) => $"breaking point: above {Rate(knee)}",
        (null, { } broken) => $"breaking point: below {Rate(broken)} (gate: {Label(found.Gate)})",
        _ => "breaking point: not found",
    };

    private static string Rate(long updatesPerSecond) => updatesPerSecond >= 1_000_000
        ? ReportText.Of($"{updatesPerSecond / 1e6:0.00} M/s")
        : ReportText.Of($"{updatesPerSecond / 1e3:0} k/s");

    private static string Label(string? metric) => metric is null ? "" : Metrics.Find(metric)?.Label ?? metric;
}
