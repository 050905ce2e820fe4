namespace AlphaPulse.LoadTester.Statistics;

/// <summary>A straight line through noisy points.</summary>
/// <param name="Slope">Median of the slopes of all pairs of points.</param>
/// <param name="Low">Lower end of the slope's confidence interval.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="Intercept">Median of what is left of y when the slope is taken away: the line's value at x = 0.</param>
internal readonly record struct TheilSenLine(double Slope, double Low, double High, double Intercept)
{
    public double At(double x) => Intercept + (Slope * x);
}
