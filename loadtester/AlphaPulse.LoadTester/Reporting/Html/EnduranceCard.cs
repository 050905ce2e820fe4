using AlphaPulse.LoadTester.Endurance.Trends;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>What grew or got worse over a long run, and how complete its log is.</summary>
internal static class EnduranceCard
{
    public static void Add(HtmlText page, RunResults results)
    {
        if (results.Endurance is not { } endurance)
            return;
        page.Open("section").Open("h2").Text("Endurance ").Element("small", ReportText.Of($"{endurance.CoveragePercent:0.##} % of the time measured, {endurance.Resumes} {(endurance.Resumes == 1 ? "resume" : "resumes")}, judged by {ReportText.Seconds(endurance.JudgedSecs)} after the warm-up")).Close("h2");
        if (endurance.Outages.Count > 0 || endurance.LogFault is not null)
        {
            page.Open("ul");
            foreach (var outage in endurance.Outages)
                page.Element("li", ReportText.Of($"outage from {outage.From:yyyy-MM-dd HH:mm:ss} UTC for {ReportText.Seconds(outage.Secs)}: {outage.Reason}"));
            if (endurance.LogFault is { } fault)
                page.Element("li", fault);
            page.Close("ul");
        }

        if (endurance.Trends.Count > 0)
            Trends(page, endurance.Trends);
        page.Element("p", ReportText.Of($"Log: {endurance.Directory}, {endurance.Intervals:#,0} intervals of {endurance.IntervalSecs:0.###} s in {endurance.Segments} {(endurance.Segments == 1 ? "segment" : "segments")}. Slopes: Theil–Sen with 95 % intervals; p: Mann–Kendall, corrected for autocorrelation."), "note");
        page.Close("section");
    }

    private static void Trends(HtmlText page, IReadOnlyList<TrendResults> trends)
    {
        page.TableHead("what", "verdict", "level", "an hour", "95 % interval", "p", "allowed in 24 h", "reaches its limit");
        foreach (var trend in trends)
        {
            page.Open("tr", trend.Verdict switch { TrendJudge.Trend => "missed", TrendJudge.Step or TrendJudge.SetInLate => "undecided", _ => "" });
            page.Cells(
                Name(trend),
                trend.Verdict,
                TrendTexts.Amount(trend.Level, trend.Unit),
                TrendTexts.Amount(trend.SlopePerHour, trend.Unit),
                $"{TrendTexts.Number(trend.SlopeLowPerHour, trend.Unit)} to {TrendTexts.Number(trend.SlopeHighPerHour, trend.Unit)}",
                ReportText.Of($"{trend.PValue:0.####}"),
                TrendTexts.Amount(trend.AllowedPerDay, trend.Unit),
                trend is { HoursToLimit: { } hours, Limit: { } limit } ? ReportText.Of($"{TrendTexts.Amount(limit, trend.Unit)} in {hours:#,0.#} h") : "");
            page.Close("tr");
        }

        page.TableEnd();
        foreach (var note in TrendTexts.Notes(trends))
            page.Element("p", note, "note");
    }

    // Of a metric that this version does not know, the name has to do.
    private static string Name(TrendResults trend) => $"{trend.Process} {trend.Metric.Replace('_', ' ')}".Trim();
}
