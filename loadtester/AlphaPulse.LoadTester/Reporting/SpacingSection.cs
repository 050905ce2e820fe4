using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>How near the intervals between updates came to those of a capture, on the screen.</summary>
internal static class SpacingSection
{
    public static IEnumerable<ReportLine> Of(SpacingResults spacing) =>
    [
        new ReportLine(""),
        new ReportLine("Spacing: (intervals between updates, against those of the capture)", Tone.Title),
        new ReportLine(ReportText.Of($"  KS distance {spacing.ScheduledKsDistance:0.0000} as scheduled, {spacing.SentKsDistance:0.0000} as sent, over {spacing.Intervals:#,0} intervals")),
    ];
}
