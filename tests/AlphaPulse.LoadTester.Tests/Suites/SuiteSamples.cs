using AlphaPulse.LoadTester.Suites;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Suites;

/// <summary>Reports of suites, to be changed by tests.</summary>
internal static class SuiteSamples
{
    public static ScenarioResult Scenario(string name, int exitCode = ExitCode.Ok, double score = 98.4, double memoryMb = 214.4, long records = 90_000, double secs = 2, string message = "") => new()
    {
        Name = name,
        Success = exitCode == ExitCode.Ok,
        ExecutionTimeMs = 4_600,
        Records = records,
        MemoryPeakMb = memoryMb,
        ThroughputRecordsPerSec = records / secs,
        CpuPercent = 12.3,
        MemoryEfficiency = 1_400,
        PerformanceScore = score,
        Message = message,
        Details = new ScenarioDetails { CommandLine = "loadtester -d 2", ExitCode = exitCode, MeasuredSecs = secs, ScheduledRecordsPerSec = records / secs, MinWindowRecordsPerSec = records / secs - 10, WriteMaxMs = 0.123, ResponseMaxMs = 3.2, DeliveryMaxMs = 4.75 },
    };

    public static SuiteReport Report(params ScenarioResult[] scenarios) => new()
    {
        Suite = "quick",
        StartedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        MemoryLimitMb = 500,
        Parts = [new SuitePart { Name = "quick", ExecutionTimeMs = 23_456, Scenarios = scenarios }],
    };

    /// <summary>So many of ten passed.</summary>
    public static SuiteReport Passed(int passed) => Report([.. Enumerable.Range(0, 10).Select(i => Scenario($"s{i}", i < passed ? ExitCode.Ok : ExitCode.ObjectiveMissed, records: 200_000))]);
}
