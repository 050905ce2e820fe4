using System.Text.Json;
using System.Text.Json.Serialization;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>Everything that a suite found out: schema <c>alphapulse.suite/1</c> (docs/files.md). The screen is made from this alone.</summary>
internal sealed record SuiteReport
{
    public const string SchemaName = "alphapulse.suite/1";

    public string Schema { get; init; } = SchemaName;

    /// <summary>As it was asked for.</summary>
    public required string Suite { get; init; }

    public required DateTime StartedAt { get; init; }

    public bool IsInterrupted { get; init; }

    /// <summary>In what less was run than the suite is; empty if all of it was.</summary>
    public IReadOnlyList<string> Shortfalls { get; init; } = [];

    public required double MemoryLimitMb { get; init; }

    public string Verdict => IsReady ? SuiteVerdict.Ready : SuiteVerdict.NotReady;

    public IReadOnlyList<string> Obstacles => SuiteVerdict.Obstacles(this);

    public int ExitCode => SuiteVerdict.ExitCodeOf(Scenarios, IsReady, IsInterrupted);

    public int Passed => Scenarios.Count(scenario => scenario.Success);

    public double PassedPercent => Scenarios.Count == 0 ? 0 : Math.Round(100.0 * Passed / Scenarios.Count, 2);

    public double AveragePerformanceScore => Scenarios.Count == 0 ? 0 : Math.Round(Scenarios.Average(scenario => scenario.PerformanceScore), 1);

    /// <summary>All records ÷ all measured time.</summary>
    public double ThroughputRecordsPerSec => MeasuredSecs > 0 ? Math.Round(Scenarios.Sum(scenario => scenario.Records) / MeasuredSecs, 1) : 0;

    /// <summary>Of the scenarios whose load is constant and at least 50,000 records a second; null without any.</summary>
    public double? MinWindowRecordsPerSec => Scenarios.Where(scenario => scenario.Details.ScheduledRecordsPerSec >= SuiteVerdict.LeastRate).Min(scenario => scenario.Details.MinWindowRecordsPerSec);

    public double MemoryPeakMb => Scenarios.Count == 0 ? 0 : Scenarios.Max(scenario => scenario.MemoryPeakMb);

    /// <summary>Null if no run came to measuring.</summary>
    public RunEnvironment? Environment { get; init; }

    public required IReadOnlyList<SuitePart> Parts { get; init; }

    [JsonIgnore]
    public bool IsReady => Obstacles.Count == 0;

    [JsonIgnore]
    public IReadOnlyList<ScenarioResult> Scenarios => [.. Parts.SelectMany(part => part.Scenarios)];

    private double MeasuredSecs => Scenarios.Sum(scenario => scenario.Details.MeasuredSecs);

    public string ToJson() => JsonSerializer.Serialize(this, ReadableJson.Options) + "\n";
}
