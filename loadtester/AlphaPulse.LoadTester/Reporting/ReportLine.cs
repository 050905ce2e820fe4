namespace AlphaPulse.LoadTester.Reporting;

/// <summary>One line of a report.</summary>
internal readonly record struct ReportLine(string Text, Tone Tone = Tone.Plain);
