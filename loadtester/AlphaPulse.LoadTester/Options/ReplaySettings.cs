using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Options;

/// <summary>A replay that can be run: complete, validated, immutable.</summary>
internal sealed record ReplaySettings
{
    public required ReplayPlan Replay { get; init; }

    public required PipelineSettings Pipeline { get; init; }

    public NoiseSettings Noise { get; init; } = NoiseSettings.Off;

    public NoiseBudget NoiseBudget { get; init; } = NoiseBudget.Default;

    public required OutputSettings Output { get; init; }

    public required IReadOnlyList<Objective> Objectives { get; init; }
}
