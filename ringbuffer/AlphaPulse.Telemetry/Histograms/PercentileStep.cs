namespace AlphaPulse.Telemetry.Histograms;

/// <summary>One point of a percentile distribution.</summary>
/// <param name="Value">The largest value that is counted with the one at this percentile.</param>
/// <param name="Percentile">0 to 100.</param>
/// <param name="CountToValue">How many values are not above it.</param>
public readonly record struct PercentileStep(long Value, double Percentile, long CountToValue);
