namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>One process over the intervals: percent of a core, private MB; null where it was not seen.</summary>
internal sealed record ProcessColumns(string Name, IEnumerable<double?> Cpu, IEnumerable<double?> Memory);
