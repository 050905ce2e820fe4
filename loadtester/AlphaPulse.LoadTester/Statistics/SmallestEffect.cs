using MathNet.Numerics.Distributions;

namespace AlphaPulse.LoadTester.Statistics;

/// <summary>
/// The smallest true effect that a comparison of this size and noise confirms in four of five repetitions: the threshold, plus
/// the interval's half length that must clear it, plus what the estimate itself scatters.
/// </summary>
internal static class SmallestEffect
{
    /// <summary>The usual power that studies are planned for.</summary>
    public const double Power = 0.8;

    /// <summary>In the unit of the interval; +∞ if no effect could be confirmed.</summary>
    /// <param name="threshold">What the interval's lower bound has to exceed.</param>
    /// <param name="halfWidth">Half the length of the interval at the confidence that is demanded.</param>
    /// <param name="confidence">That confidence, two-sided.</param>
    public static double Above(double threshold, double halfWidth, double confidence)
    {
        var quantile = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        return threshold + (halfWidth * (1 + (Normal.InvCDF(0, 1, Power) / quantile)));
    }
}
