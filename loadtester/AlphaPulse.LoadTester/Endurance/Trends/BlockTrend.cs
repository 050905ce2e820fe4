using AlphaPulse.LoadTester.Statistics;
using MathNet.Numerics.Distributions;

namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>
/// The common trend of several blocks: Sen's slope over the pairs within each block, and the Mann–Kendall test summed over the blocks,
/// as for seasons (Hirsch, Slack and Smith 1982; Gilbert 1987, chapter 17), each with its own correction for autocorrelation. Pure.
/// </summary>
/// <param name="Slope">Per hour.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="Strength">The slope in standard errors, which are those of a first-order autoregression around it.</param>
internal readonly record struct BlockTrend(double Slope, double Low, double High, double PValue, double Strength)
{
    // Standard deviation of a normal distribution per median distance from its middle.
    private const double NormalPerMedian = 1.4826;

    // Beyond it a series has no level to return to, and the standard error no meaning.
    private const double MostCorrelation = 0.95;
    private const int LeastLength = 5;

    private const double Z95 = 1.959963984540054;

    public static BlockTrend Of(IReadOnlyList<TrendBlock> blocks)
    {
        var slopes = new List<double>();
        var (s, variance) = (0.0, 0.0);
        foreach (var block in blocks)
        {
            AddSlopes(block, slopes);

            // Beyond a quarter of the block a correlation is known from too few pairs to be used.
            var test = MannKendall.TestCorrected(block.Values, Math.Max(1, block.Values.Length / 4));
            s += test.S;
            variance += RankVariance.Of(block.Values) * test.VarianceFactor;
        }

        if (slopes.Count == 0 || variance == 0)
            return new BlockTrend(0, 0, 0, 1, 0);
        slopes.Sort();
        var reach = Z95 * Math.Sqrt(variance);
        var low = Math.Clamp((int)Math.Round((slopes.Count - reach) / 2) - 1, 0, slopes.Count - 1);
        var high = Math.Clamp((int)Math.Round((slopes.Count + reach) / 2), 0, slopes.Count - 1);
        var z = Math.Abs(s - Math.Sign(s)) / Math.Sqrt(variance);
        var slope = Middle(slopes);
        return new BlockTrend(slope, slopes[low], slopes[high], 2 * Normal.CDF(0, 1, -z), Math.Abs(slope) / StandardError(blocks, slope));
    }

    // Robust in its scale; the correlation of residues with their predecessors is known too low in a short block, by (1 + 4r)/n (Kendall 1954).
    private static double StandardError(IReadOnlyList<TrendBlock> blocks, double slope)
    {
        var (distances, squares, products, sum, count) = (new List<double>(), 0.0, 0.0, 0.0, 0);
        foreach (var block in blocks)
        {
            var residues = Residues(block, slope);
            var mean = block.Hours.DefaultIfEmpty().Average();
            for (var i = 0; i < residues.Length; i++)
            {
                squares += (block.Hours[i] - mean) * (block.Hours[i] - mean);
                sum += residues[i] * residues[i];
                products += i == 0 ? 0 : residues[i] * residues[i - 1];
                distances.Add(Math.Abs(residues[i]));
            }

            count += residues.Length;
        }

        distances.Sort();
        var scale = Math.Max(Middle(distances) * NormalPerMedian, Math.Sqrt(sum / count) / 2);
        var length = (double)count / blocks.Count;
        var correlation = sum == 0 || length <= LeastLength ? 0 : products / sum;
        var corrected = Math.Clamp(((correlation * length) + 1) / (length - 4), 0, MostCorrelation);
        return Math.Max(double.Epsilon, scale * Math.Sqrt((1 + corrected) / (1 - corrected) / squares));
    }

    private static double[] Residues(TrendBlock block, double slope)
    {
        var residues = new double[block.Values.Length];
        for (var i = 0; i < residues.Length; i++)
            residues[i] = block.Values[i] - (slope * block.Hours[i]);
        var sorted = (double[])residues.Clone();
        Array.Sort(sorted);
        var middle = RobustSpread.MedianOfSorted(sorted);
        for (var i = 0; i < residues.Length; i++)
            residues[i] -= middle;
        return residues;
    }

    /// <summary>The slope alone; 0 without two windows in one block.</summary>
    public static double SlopeOf(IEnumerable<TrendBlock> blocks)
    {
        var slopes = new List<double>();
        foreach (var block in blocks)
            AddSlopes(block, slopes);
        slopes.Sort();
        return slopes.Count == 0 ? 0 : Middle(slopes);
    }

    private static double Middle(List<double> sorted) => RobustSpread.MedianOfSorted(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sorted));

    private static void AddSlopes(TrendBlock block, List<double> slopes)
    {
        for (var i = 0; i < block.Values.Length; i++)
        {
            for (var j = i + 1; j < block.Values.Length; j++)
                slopes.Add((block.Values[j] - block.Values[i]) / (block.Hours[j] - block.Hours[i]));
        }
    }
}
