using AlphaPulse.LoadTester.Doctor;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>A doctor's report as lines of text: a line a check, and what to do under those that warn.</summary>
internal static class DoctorScreen
{
    public static IReadOnlyList<ReportLine> Lines(DoctorReport report, bool isStrict)
    {
        var lines = new List<ReportLine>();
        foreach (var check in report.Checks)
        {
            var isWarning = check.Level == FindingLevel.Warning;
            lines.Add(new ReportLine($"{(isWarning ? "WARN" : "OK"),-5}{check.Check,-14} {check.Evidence}", isWarning ? Tone.Warning : Tone.Plain));
            if (check.Advice is { } advice)
                lines.Add(new ReportLine($"{"",-20}→ {advice}", Tone.Faint));
        }

        lines.Add(report.Warnings switch
        {
            0 => new ReportLine($"doctor: fit to measure, {report.Checks.Count} checks", Tone.Good),
            var count => new ReportLine($"doctor: {count} of {report.Checks.Count} checks warn{(isStrict ? ", and --strict allows none" : "")}", isStrict ? Tone.Bad : Tone.Warning),
        });
        return lines;
    }
}
