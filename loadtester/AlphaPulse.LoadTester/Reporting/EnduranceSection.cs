using System.Globalization;
using AlphaPulse.LoadTester.Endurance.Trends;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>The interval log and what grew in it, as lines of the result screen.</summary>
internal static class EnduranceSection
{
    public static IEnumerable<ReportLine> Of(RunResults results, bool verbose) =>
        results.Endurance is { } endurance ? [new ReportLine(""), .. Lines(endurance, verbose)] : [];

    /// <param name="endurance">What to show.</param>
    /// <param name="all">Also what is steady.</param>
    public static IEnumerable<ReportLine> Lines(EnduranceResults endurance, bool all)
    {
        yield return new ReportLine("Endurance:", Tone.Title);
        yield return new ReportLine($"  Log: {endurance.Directory}");
        yield return new ReportLine(Text($"  {endurance.Intervals:#,0} intervals of {endurance.IntervalSecs:0.###} s in {endurance.Segments} {(endurance.Segments == 1 ? "segment" : "segments")}, {endurance.Resumes} {(endurance.Resumes == 1 ? "resume" : "resumes")}, {endurance.CoveragePercent:0.##}% covered"));
        foreach (var outage in endurance.Outages)
            yield return new ReportLine(Text($"  Outage: {outage.From:yyyy-MM-dd HH:mm:ss} UTC, {outage.Secs:#,0.0} s: {outage.Reason}"), Tone.Warning);
        if (endurance.LogFault is not null)
            yield return new ReportLine($"  {endurance.LogFault}", Tone.Warning);
        yield return new ReportLine(Text($"  Trends: {Counts(endurance.Trends)}, judged by {endurance.JudgedSecs / 60:#,0.0} min after the warm-up"));
        if (!all && !endurance.Trends.Any(IsTold))
            yield break;
        yield return new ReportLine($"    {"",-38}{"level",14}{"an hour",14}{"95 % interval",26}{"allowed in 24 h",18}", Tone.Faint);
        foreach (var trend in endurance.Trends)
        {
            if (all || IsTold(trend))
                yield return new ReportLine(Line(trend), ToneOf(trend));
        }

        foreach (var note in TrendTexts.Notes([.. endurance.Trends.Where(trend => all || IsTold(trend))]))
            yield return new ReportLine($"    {note}", Tone.Faint);
    }

    private static bool IsTold(TrendResults trend) => trend.Verdict is TrendJudge.Trend or TrendJudge.Step or TrendJudge.LevelledOff or TrendJudge.SetInLate or TrendJudge.NotCertain;

    private static string Line(TrendResults trend)
    {
        var name = $"{TrendTexts.Name(trend)}{(trend.Unit.Length == 0 ? "" : $" ({(trend.Unit == "bytes" ? "MB" : trend.Unit)})")}";
        return string.Create(CultureInfo.InvariantCulture, $"    {name,-38}{Number(trend.Level),14}{Number(trend.SlopePerHour),14}{$"{Number(trend.SlopeLowPerHour)} to {Number(trend.SlopeHighPerHour)}",26}{Number(trend.AllowedPerDay),18}  {trend.Verdict}");

        string Number(double value) => TrendTexts.Number(value, trend.Unit);
    }

    private static string Counts(IReadOnlyList<TrendResults> trends) =>
        trends.Count == 0 ? "none" : string.Join(", ", trends.GroupBy(trend => trend.Verdict).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"));

    private static Tone ToneOf(TrendResults trend) => trend.Verdict switch
    {
        TrendJudge.Trend => Tone.Bad,
        TrendJudge.Step or TrendJudge.SetInLate => Tone.Warning,
        _ => Tone.Plain,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
