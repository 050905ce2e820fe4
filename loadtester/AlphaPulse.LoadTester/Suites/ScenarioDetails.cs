using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>What the record of a scenario was made from.</summary>
internal sealed record ScenarioDetails
{
    /// <summary>What to type to get such a run.</summary>
    public required string CommandLine { get; init; }

    /// <summary>0, or that of the worst of its runs.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Of its runs, in order.</summary>
    public IReadOnlyList<RunStatus> Statuses { get; init; } = [];

    public double MeasuredSecs { get; init; }

    /// <summary>What the schedule had for the measured time; 0 in a replay.</summary>
    public double ScheduledRecordsPerSec { get; init; }

    /// <summary>The slowest interval of at least half a second, where the load is constant; else null.</summary>
    public double? MinWindowRecordsPerSec { get; init; }

    /// <summary>The slowest write, in ms.</summary>
    public double? WriteMaxMs { get; init; }

    /// <summary>From its intended time to the end of its write, the slowest.</summary>
    public double? ResponseMaxMs { get; init; }

    /// <summary>From the write to the book, the slowest.</summary>
    public double? DeliveryMaxMs { get; init; }
}
