using System.Text.Json;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Chaos;

/// <summary>What came of a chaos run: schema <c>alphapulse.chaos/1</c>.</summary>
internal sealed record ChaosReport
{
    public const string SchemaName = "alphapulse.chaos/1";

    public string Schema { get; init; } = SchemaName;

    public required DateTime StartedAt { get; init; }

    public required int Seed { get; init; }

    public required int ExitCode { get; init; }

    /// <summary>Faults of the plan.</summary>
    public required int Planned { get; init; }

    public required bool IsInterrupted { get; init; }

    /// <summary>Why the run says nothing; null if it does.</summary>
    public string? Invalid { get; init; }

    /// <summary>Samples that the load tester took of the run, and wrote into its log.</summary>
    public required int Samples { get; init; }

    public required long SamplesLogged { get; init; }

    public required IReadOnlyList<FaultResult> Faults { get; init; }

    public bool AllHeld => Invalid is null && Faults.Count == Planned && Faults.All(fault => fault.IsHeld);

    public string ToJson() => JsonSerializer.Serialize(this, ReadableJson.Options) + "\n";
}
