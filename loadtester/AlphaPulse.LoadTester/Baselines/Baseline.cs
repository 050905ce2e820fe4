using AlphaPulse.LoadTester.Comparing;

namespace AlphaPulse.LoadTester.Baselines;

/// <summary>Runs that later ones are held against, under a name: values, what may change, and on which machine they were measured.</summary>
internal sealed record Baseline
{
    public const string SchemaName = "alphapulse.baseline/1";

    /// <summary>Fewer runs say too little of how runs differ: such a baseline only warns.</summary>
    public const int FewestToGate = 5;

    public required string Name { get; init; }

    /// <summary>Counts the times that something was saved under this name.</summary>
    public required int Version { get; init; }

    public required DateTime SavedAt { get; init; }

    public required Machine Machine { get; init; }

    public required Load Load { get; init; }

    /// <summary>Of the programs measured, shortened.</summary>
    public required string Commits { get; init; }

    /// <summary>Gated metrics with what each may change by, as a share.</summary>
    public required IReadOnlyDictionary<string, double> Thresholds { get; init; }

    /// <summary>By the name that check and compare know.</summary>
    public required IReadOnlyDictionary<string, MetricSummary> Metrics { get; init; }

    public required int Runs { get; init; }
}
