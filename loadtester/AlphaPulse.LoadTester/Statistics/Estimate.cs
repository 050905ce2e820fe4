namespace AlphaPulse.LoadTester.Statistics;

/// <summary>A value with its confidence interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Lower">Lower bound; −∞ if there are too few values for the confidence that was asked for.</param>
/// <param name="Upper">Upper bound; +∞ likewise.</param>
internal readonly record struct Estimate(double Value, double Lower, double Upper)
{
    /// <summary>Whether there were enough values for an interval.</summary>
    public bool IsBounded => double.IsFinite(Lower) && double.IsFinite(Upper);

    /// <summary>Half of the interval's length.</summary>
    public double HalfWidth => (Upper - Lower) / 2;
}
