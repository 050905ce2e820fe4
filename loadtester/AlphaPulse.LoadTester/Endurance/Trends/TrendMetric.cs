namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>Something that is looked at for a trend. What is allowed in 24 hours is the larger of a share of its level and an amount.</summary>
/// <param name="Name">As the results spell it.</param>
/// <param name="Label">For people.</param>
/// <param name="Unit">Of its values.</param>
/// <param name="Reduction">How a window becomes one value.</param>
/// <param name="AllowedShare">Share of its level that it may change by.</param>
/// <param name="AllowedAmount">Amount that it may change by.</param>
/// <param name="IsFallBad">Whether falling is bad, not rising.</param>
internal sealed record TrendMetric(string Name, string Label, string Unit, WindowReduction Reduction, double AllowedShare, double AllowedAmount, bool IsFallBad = false)
{
    /// <summary>Known only from the first full collection on.</summary>
    public bool IsOfHeap => Name.StartsWith("heap_", StringComparison.Ordinal);

    public double AllowedPerDay(double level) => Math.Max(AllowedShare * Math.Abs(level), AllowedAmount);
}
