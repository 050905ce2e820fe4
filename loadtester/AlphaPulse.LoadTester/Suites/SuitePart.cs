namespace AlphaPulse.LoadTester.Suites;

/// <summary>One of the suites that were asked for.</summary>
internal sealed record SuitePart
{
    public required string Name { get; init; }

    /// <summary>Why nothing of it was run; null if it was.</summary>
    public string? SkippedBecause { get; init; }

    public long ExecutionTimeMs { get; init; }

    public IReadOnlyList<ScenarioResult> Scenarios { get; init; } = [];
}
