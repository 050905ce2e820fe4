namespace AlphaPulse.MarketData.Runs;

/// <summary>One phase of a pattern: shapes whose rates are added, and for how long.</summary>
/// <param name="Shapes">At least one.</param>
/// <param name="LengthNs">Nanoseconds; null = to the end. Only the last part of a pattern can have null.</param>
public sealed record PatternPart(IReadOnlyList<RateShape> Shapes, long? LengthNs)
{
    /// <summary>No rate of the part is higher.</summary>
    /// <param name="nominalRate">Rate of a constant without one of its own.</param>
    public long PeakRate(long nominalRate) => Shapes.Sum(shape => shape.IsNominal ? nominalRate : shape.PeakRate);

    /// <inheritdoc/>
    public override string ToString() => string.Join('+', Shapes) + (LengthNs is { } ns ? "@" + SpecText.Duration(ns) : "");
}
