using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>The runs of a scenario → its record. Pure.</summary>
internal static class ScenarioResults
{
    private const double Million = 1e6;
    private const double NsPerMs = 1e6;

    public static ScenarioResult Of(Scenario scenario, IReadOnlyList<RunResults> runs, TimeSpan execution, double memoryLimitMb, int exitCode, string message)
    {
        var records = runs.Sum(run => run.Throughput.TotalTrades + run.Throughput.TotalOrderbookUpdates);
        var measuredSecs = runs.Sum(run => run.DurationSecs);
        var rate = PerSecond(records, measuredSecs);
        var scheduledRate = PerSecond(runs.Sum(run => run.Throughput.ScheduledTrades + run.Throughput.ScheduledOrderbookUpdates), measuredSecs);
        var peakMb = runs.Select(run => run.Resources.PeakMemoryMb).DefaultIfEmpty().Max();
        var privateMb = runs.Select(run => run.Resources.Processes.Sum(process => process.PeakPrivateMb)).DefaultIfEmpty().Max();
        return new ScenarioResult
        {
            Name = scenario.Name,
            Success = exitCode == ExitCode.Ok,
            ExecutionTimeMs = (long)execution.TotalMilliseconds,
            Records = records,
            MemoryPeakMb = Math.Round(peakMb, 2),
            ThroughputRecordsPerSec = rate,
            CpuPercent = measuredSecs > 0 ? Math.Round(runs.Sum(run => run.Resources.AvgCpuPercent * run.DurationSecs) / measuredSecs, 2) : 0,
            MemoryEfficiency = records > 0 ? Math.Round(privateMb / (records / Million), 2) : null,
            PerformanceScore = PerformanceScore.Of(execution.TotalSeconds, scenario.PlannedSecs, peakMb, memoryLimitMb, rate, scheduledRate),
            Message = message,
            Details = new ScenarioDetails
            {
                CommandLine = scenario.CommandLine,
                ExitCode = exitCode,
                Statuses = [.. runs.Select(run => run.Status)],
                MeasuredSecs = Math.Round(measuredSecs, 3),
                ScheduledRecordsPerSec = scheduledRate,
                MinWindowRecordsPerSec = runs.Count > 0 && runs.All(IsConstant) ? runs.Min(run => run.Throughput.MinUpdatesPerSecond) : null,
                WriteMaxMs = MaxMs(runs, run => run.Latency.Write),
                ResponseMaxMs = MaxMs(runs, run => run.Latency.Response),
                DeliveryMaxMs = MaxMs(runs, run => run.Latency.Delivery),
            },
        };
    }

    /// <summary>Of one that was never begun.</summary>
    public static ScenarioResult NotRun(Scenario scenario, string message) => Of(scenario, [], TimeSpan.Zero, 0, ExitCode.ObjectiveMissed, message);

    private static bool IsConstant(RunResults run) => run.Config is { Replay: null, Pattern: "constant" };

    private static double PerSecond(long count, double secs) => secs > 0 ? Math.Round(count / secs, 1) : 0;

    private static double? MaxMs(IReadOnlyList<RunResults> runs, Func<RunResults, LatencySummary> latency)
    {
        LatencySummary[] all = [.. runs.Select(latency).Where(summary => summary.Count > 0)];
        return all.Length == 0 ? null : Math.Round(all.Max(summary => (double?)summary.MaxNs) / NsPerMs ?? 0, 3);
    }
}
