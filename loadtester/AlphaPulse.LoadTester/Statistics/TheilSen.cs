using System.Runtime.InteropServices;
using MathNet.Numerics.Distributions;

namespace AlphaPulse.LoadTester.Statistics;

/// <summary>
/// The slope that a third of arbitrarily bad points cannot move far: the median over all pairs (Theil 1950; Sen 1968, whose
/// confidence interval is used here, with ties). Takes n²/2 doubles: reduce what has more than some 3,000 points first. Pure.
/// </summary>
internal static class TheilSen
{
    /// <summary>Fits a line.</summary>
    /// <param name="x">At least two different places.</param>
    /// <param name="y">As many values.</param>
    /// <param name="confidence">Of the interval: 0.95 covers the true slope in 95 of 100 cases.</param>
    /// <param name="varianceFactor">By how much autocorrelation widens it (<see cref="TrendTest.VarianceFactor"/>); 1 for independent points.</param>
    /// <exception cref="ArgumentException">The lengths differ, or all places are the same.</exception>
    public static TheilSenLine Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95, double varianceFactor = 1)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"{x.Length} places and {y.Length} values", nameof(y));
        var slopes = Slopes(x, y);
        if (slopes.Count == 0)
            throw new ArgumentException("a line needs at least two different places", nameof(x));
        slopes.Sort();
        var slope = RobustSpread.MedianOfSorted(CollectionsMarshal.AsSpan(slopes));
        var residues = new double[x.Length];
        for (var i = 0; i < residues.Length; i++)
            residues[i] = y[i] - (slope * x[i]);
        Array.Sort(residues);

        // Ranks of the pairs' slopes: S of Mann–Kendall is their number of signs, its variance says how far the middle may be off.
        var z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        var reach = z * Math.Sqrt(RankVariance.Of(x, y) * varianceFactor);
        var low = (int)Math.Round((slopes.Count - reach) / 2) - 1;
        var high = (int)Math.Round((slopes.Count + reach) / 2);
        return new TheilSenLine(slope, slopes[Math.Clamp(low, 0, slopes.Count - 1)], slopes[Math.Clamp(high, 0, slopes.Count - 1)], RobustSpread.MedianOfSorted(residues));
    }

    private static List<double> Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var slopes = new List<double>(x.Length * (x.Length - 1) / 2);
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = i + 1; j < x.Length; j++)
            {
                if (x[j] != x[i])
                    slopes.Add((y[j] - y[i]) / (x[j] - x[i]));
            }
        }

        return slopes;
    }
}
