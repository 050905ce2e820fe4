using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>Suites that can be run: complete, validated, immutable.</summary>
internal sealed record SuiteSettings
{
    /// <summary>quick, full or all.</summary>
    public required string Name { get; init; }

    /// <summary>In order; one is only begun if all of the one before it passed.</summary>
    public required IReadOnlyList<(string Name, IReadOnlyList<Scenario> Scenarios)> Suites { get; init; }

    /// <summary>In what less is run than the suite is: one sentence each.</summary>
    public IReadOnlyList<string> Shortfalls { get; init; } = [];

    /// <summary>What every scenario is judged by; null for its own objectives.</summary>
    public IReadOnlyList<Objective>? Targets { get; init; }

    public required double MemoryLimitMb { get; init; }

    /// <summary>Of each suite; null for twice what it should take.</summary>
    public int? TimeoutSecs { get; init; }

    /// <summary>Of each scenario; null for three times what it should take, and half a minute.</summary>
    public int? ScenarioTimeoutSecs { get; init; }

    /// <summary>Options that every run has besides its own.</summary>
    public IReadOnlyList<string> Besides { get; init; } = [];

    /// <summary>Where to keep the results file of each run, or null.</summary>
    public string? ResultsDirectory { get; init; }
}
