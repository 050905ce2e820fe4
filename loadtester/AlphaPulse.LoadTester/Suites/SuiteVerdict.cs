using System.Globalization;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>Scenarios → whether the system is ready, and the exit code. Pure. The limits are those of the load-testing framework (S0-13, S0-14).</summary>
internal static class SuiteVerdict
{
    public const string Ready = "SYSTEM READY";
    public const string NotReady = "NEEDS OPTIMIZATION";

    public const double LeastPassedPercent = 80;
    public const double LeastScore = 70;
    public const double LeastRate = 50_000;

    /// <summary>Why the system is not ready, a sentence each; empty if it is.</summary>
    public static IReadOnlyList<string> Obstacles(SuiteReport report)
    {
        var obstacles = new List<string>();
        Check(report.PassedPercent >= LeastPassedPercent, $"{report.Passed} of {report.Scenarios.Count} scenarios passed, at least {LeastPassedPercent:0} % have to");
        Check(report.AveragePerformanceScore >= LeastScore, $"the average performance score is {report.AveragePerformanceScore:0.0}, at least {LeastScore:0} is needed");
        Check(report.MemoryPeakMb < report.MemoryLimitMb, $"a scenario took {report.MemoryPeakMb:#,0.0} MB, the limit is {report.MemoryLimitMb:#,0} MB");
        Check(report.ThroughputRecordsPerSec >= LeastRate, $"the overall throughput is {report.ThroughputRecordsPerSec:#,0} records/s, at least {LeastRate:#,0} are needed");
        return obstacles;

        void Check(bool isMet, FormattableString obstacle)
        {
            if (!isMet)
                obstacles.Add(obstacle.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Stricter than readiness: 0 only if every scenario passed. A miss weighs more than a run that says nothing.</summary>
    public static int ExitCodeOf(IReadOnlyList<ScenarioResult> scenarios, bool isReady, bool isInterrupted)
    {
        if (isInterrupted)
            return ExitCode.Interrupted;
        foreach (var code in new[] { ExitCode.ObjectiveMissed, ExitCode.Invalid, ExitCode.Inconclusive })
        {
            if (scenarios.Any(scenario => scenario.Details.ExitCode == code))
                return code;
        }

        return isReady ? ExitCode.Ok : ExitCode.ObjectiveMissed;
    }
}
