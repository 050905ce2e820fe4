namespace AlphaPulse.LoadTester.Chaos;

/// <summary>What <c>loadtester chaos</c> is to do: validated, immutable.</summary>
internal sealed record ChaosSettings
{
    public required int Seed { get; init; }

    public required int DurationSecs { get; init; }

    /// <summary>Kinds to choose from; at least one.</summary>
    public required IReadOnlyList<ChaosFault> Faults { get; init; }

    public required int Exchanges { get; init; }

    /// <summary>Updates of each venue a second.</summary>
    public required long UpdatesPerSecond { get; init; }

    public required long RingCapacity { get; init; }

    /// <summary>How long a fault may take to be noticed, and then to be over, before an invariant counts as broken.</summary>
    public required int PatienceSecs { get; init; }

    /// <summary>Where the run appears; null for the default.</summary>
    public string? Directory { get; init; }

    public string? JsonOutput { get; init; }

    public bool OnlyPlan { get; init; }
}
