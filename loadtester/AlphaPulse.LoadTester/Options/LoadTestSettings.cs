using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Options;

/// <summary>A load test that can be run: complete, validated, immutable. Rates are per exchange.</summary>
internal sealed record LoadTestSettings
{
    /// <summary>Name of the profile, or null for a run of one's own.</summary>
    public string? Profile { get; init; }

    public required int Exchanges { get; init; }

    public required long TradesPerSecond { get; init; }

    public required long BookUpdatesPerSecond { get; init; }

    public required int DurationSecs { get; init; }

    public required int WarmupSecs { get; init; }

    public required int SymbolCount { get; init; }

    public required long Seed { get; init; }

    public required PatternSpec Pattern { get; init; }

    public required ArrivalSpec Arrival { get; init; }

    public required PipelineSettings Pipeline { get; init; }

    public NoiseSettings Noise { get; init; } = NoiseSettings.Off;

    public NoiseBudget NoiseBudget { get; init; } = NoiseBudget.Default;

    public required OutputSettings Output { get; init; }

    /// <summary>How the run logs its intervals, or null.</summary>
    public LogSettings? Log { get; init; }

    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <summary>In what the run is shorter or smaller than its profile: one sentence each; empty if in nothing.</summary>
    public IReadOnlyList<string> Shortfalls { get; init; } = [];

    /// <summary>How to look for the limit; null = one run at the rates above.</summary>
    public SearchSettings? Search { get; init; }

    /// <summary>What is planted in feedsim on purpose, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>Name or directory of a running feed to measure, or null to start one.</summary>
    public string? Attach { get; init; }
}
