using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Suites;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Suites;

public sealed class SuiteScreenTests
{
    [Fact]
    public void Screen_SuiteWithAFailure_IsTheGoldenText()
    {
        var passed = SuiteSamples.Report(SuiteSamples.Scenario("write-latency"), SuiteSamples.Scenario("memory-cycles", records: 400_000, message: "3 cycles: peak 200.0 to 201.0 MB (+0.5 %), retained 60.0 to 60.1 MB, files left: 0"));
        var failed = SuiteSamples.Report(
            SuiteSamples.Scenario("many-venues", ExitCode.ObjectiveMissed, score: 40.2, memoryMb: 512.3, records: 30_000, message: "objective missed: write P99 < 10,000 ns, found 14,000 ns"),
            SuiteSamples.Scenario("burst", ExitCode.Invalid, score: 0, records: 1_000, message: "feedsim was killed (SIGKILL)"));
        var all = failed with { Suite = "all", Shortfalls = ["2 of 5 scenarios"], Parts = [.. failed.Parts, new SuitePart { Name = "full", SkippedBecause = "quick did not pass" }] };

        Golden.Verify("suite-ready.txt", Text(passed));
        Golden.Verify("suite-skipped.txt", Text(all));
    }

    private static string Text(SuiteReport report)
    {
        var lines = new List<ReportLine>();
        foreach (var part in report.Parts)
        {
            lines.AddRange(part.Scenarios.SelectMany(SuiteScreen.Of));
            lines.AddRange(SuiteScreen.EndOf(part));
        }

        return string.Concat(lines.Concat(SuiteScreen.Summary(report)).Select(line => line.Text + "\n"));
    }
}
