using System.Globalization;
using AlphaPulse.LoadTester.Suites;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>A suite as lines: one a scenario as soon as it is over, then how ready the system is.</summary>
internal static class SuiteScreen
{
    public static IEnumerable<ReportLine> StartOf(string suite, IReadOnlyList<Scenario> scenarios) =>
        [new($"AlphaPulse suite {suite}: {scenarios.Count} {Plural(scenarios.Count)}, some {scenarios.Sum(scenario => scenario.MeasuredSecs)} s of measured time", Tone.Title)];

    public static IEnumerable<ReportLine> Of(ScenarioResult scenario)
    {
        var tone = scenario.Success ? Tone.Good : Tone.Bad;
        yield return new ReportLine(Text($"{(scenario.Success ? "✅ PASS" : "❌ FAIL")} | {scenario.Name} | {scenario.ExecutionTimeMs / 1e3:0.0}s | {scenario.ThroughputRecordsPerSec:#,0} rec/s | {scenario.MemoryPeakMb:#,0}MB"), tone);
        if (scenario.Message.Length > 0)
            yield return new ReportLine($"          {scenario.Message}", scenario.Success ? Tone.Faint : tone);
    }

    public static IEnumerable<ReportLine> EndOf(SuitePart part)
    {
        if (part.SkippedBecause is { } reason)
            return [new ReportLine($"suite {part.Name}: skipped, {reason}", Tone.Warning)];
        var passed = part.Scenarios.Count(scenario => scenario.Success);
        return [new ReportLine(Text($"suite {part.Name}: {passed} passed, {part.Scenarios.Count - passed} failed in {part.ExecutionTimeMs / 1e3:0.0} s"), passed == part.Scenarios.Count ? Tone.Good : Tone.Bad)];
    }

    /// <summary>What a list shows: a line for what each scenario is good for, and one with what to type.</summary>
    public static IEnumerable<ReportLine> List(IReadOnlyList<(string Name, IReadOnlyList<Scenario> Scenarios)> suites)
    {
        foreach (var (name, scenarios) in suites)
        {
            yield return new ReportLine($"{name}: {scenarios.Count} {Plural(scenarios.Count)}, {scenarios.Sum(scenario => scenario.MeasuredSecs)} s of measured time", Tone.Title);
            foreach (var scenario in scenarios)
            {
                yield return new ReportLine($"  {scenario.Name,-18} {scenario.Shows}");
                yield return new ReportLine($"  {"",-18} {scenario.CommandLine}{(scenario.Runs > 1 ? $" ({scenario.Runs} times)" : "")}", Tone.Faint);
            }
        }
    }

    public static IReadOnlyList<ReportLine> Summary(SuiteReport report)
    {
        var lines = new List<ReportLine> { new(""), new("Suite Summary:", Tone.Title) };
        Add(Text($"  Average Performance Score: {report.AveragePerformanceScore:0.0}/100"));
        Add($"  Min Window Rate: {(report.MinWindowRecordsPerSec is { } rate ? Text($"{rate:#,0} rec/s") : "n/a")} (slowest second of the scenarios with a constant load of at least {Text($"{SuiteVerdict.LeastRate:#,0}")} rec/s)");
        Add($"  Slowest Operation: write {Max(report, scenario => scenario.WriteMaxMs)}, response {Max(report, scenario => scenario.ResponseMaxMs)}, delivery {Max(report, scenario => scenario.DeliveryMaxMs)}");
        Row("Readiness", "Target", "Current", "Status");
        Judged("scenarios passed", $"≥ {SuiteVerdict.LeastPassedPercent:0} %", $"{report.PassedPercent:0.#} % ({report.Passed} of {report.Scenarios.Count})", report.PassedPercent >= SuiteVerdict.LeastPassedPercent);
        Judged("performance score", $"≥ {SuiteVerdict.LeastScore:0}", $"{report.AveragePerformanceScore:0.0}", report.AveragePerformanceScore >= SuiteVerdict.LeastScore);
        Judged("peak memory", $"< {report.MemoryLimitMb:#,0} MB", $"{report.MemoryPeakMb:#,0} MB", report.MemoryPeakMb < report.MemoryLimitMb);
        Judged("overall throughput", $"≥ {SuiteVerdict.LeastRate:#,0} rec/s", $"{report.ThroughputRecordsPerSec:#,0} rec/s", report.ThroughputRecordsPerSec >= SuiteVerdict.LeastRate);
        foreach (var skipped in report.Parts.Where(part => part.SkippedBecause is not null))
            Add($"  Not run: {skipped.Name} ({skipped.SkippedBecause})", Tone.Warning);
        Add("");
        Add(report.Verdict + (report.Shortfalls.Count == 0 ? "" : $" (PARTIAL: {string.Join(", ", report.Shortfalls)})"), report.IsReady ? Tone.Good : Tone.Bad);
        foreach (var obstacle in report.Obstacles)
            Add($"  {obstacle}", Tone.Bad);
        return lines;

        void Add(string text, Tone tone = Tone.Plain) => lines.Add(new ReportLine(text, tone));

        void Judged(string what, FormattableString target, FormattableString current, bool isMet) => Row(what, Text(target), Text(current), isMet ? "✅" : "❌", isMet ? Tone.Good : Tone.Bad);

        void Row(string what, string target, string current, string status, Tone tone = Tone.Plain) => Add($"  {what,-20} {target,-18} {current,-20} {status}", tone);
    }

    private static string Max(SuiteReport report, Func<ScenarioDetails, double?> ms) =>
        report.Scenarios.Max(scenario => ms(scenario.Details)) is { } value ? Text($"{value:0.###} ms") : "n/a";

    private static string Plural(int count) => count == 1 ? "scenario" : "scenarios";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
