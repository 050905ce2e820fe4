using AlphaPulse.LoadTester.Statistics;

namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>
/// The one sudden change that explains a series clearly better than a line alone: a cache that was filled, a neighbour that moved in. Not
/// a leak; whether there is one beside it, is asked of what lies before and after it. Pure.
/// </summary>
/// <param name="AtHours">Between the windows before and after it.</param>
/// <param name="Block">Index of the block it is in.</param>
/// <param name="Index">First window after it.</param>
/// <param name="Size">How far the line after it lies above the line before it.</param>
internal readonly record struct TrendStep(double AtHours, int Block, int Index, double Size)
{
    // Windows on each side: a level of fewer is an accident.
    private const int LeastSide = 5;

    // A line with a step has two more parameters than one without, and always fits somewhat better. On simulated steps and leaks
    // this share keeps both apart.
    private const double MostShareOfLine = 0.8;

    /// <summary>Null if a line without a step is about as good an account.</summary>
    public static TrendStep? Find(IReadOnlyList<TrendBlock> blocks)
    {
        TrendStep? best = null;
        var (without, bestSpread) = (Spread(blocks), double.PositiveInfinity);
        for (var block = 0; block < blocks.Count; block++)
        {
            for (var split = LeastSide; split <= blocks[block].Values.Length - LeastSide; split++)
            {
                var step = new TrendStep(0, block, split, 0);
                var spread = Spread(step.Split(blocks));
                if (spread < bestSpread)
                    (bestSpread, best) = (spread, step);
            }
        }

        return best is { } found && bestSpread < MostShareOfLine * without ? found.Measured(blocks) : null;
    }

    /// <summary>The series with the step's block cut in two, so that nothing is compared across it.</summary>
    public IReadOnlyList<TrendBlock> Split(IReadOnlyList<TrendBlock> blocks)
    {
        var (hours, values) = (blocks[Block].Hours, blocks[Block].Values);
        return [.. blocks.Take(Block), new TrendBlock(hours[..Index], values[..Index]), new TrendBlock(hours[Index..], values[Index..]), .. blocks.Skip(Block + 1)];
    }

    private TrendStep Measured(IReadOnlyList<TrendBlock> blocks)
    {
        var parts = Split(blocks);
        var slope = LeastSquaresSlope(parts);
        var hours = blocks[Block].Hours;
        return this with
        {
            AtHours = (hours[Index - 1] + hours[Index]) / 2,
            Size = Middle(Flat(parts[Block + 1], slope)) - Middle(Flat(parts[Block], slope)),
        };
    }

    // Sum of the distances to lines of the common slope. Least squares: quick, and only the medians around it have to be robust.
    private static double Spread(IReadOnlyList<TrendBlock> blocks)
    {
        var slope = LeastSquaresSlope(blocks);
        var sum = 0.0;
        foreach (var block in blocks)
        {
            var flat = Flat(block, slope);
            var middle = Middle(flat);
            foreach (var value in flat)
                sum += Math.Abs(value - middle);
        }

        return sum;
    }

    private static double LeastSquaresSlope(IReadOnlyList<TrendBlock> blocks)
    {
        var (products, squares) = (0.0, 0.0);
        foreach (var block in blocks)
        {
            if (block.Values.Length == 0)
                continue;
            var (meanHours, meanValue) = (block.Hours.Average(), block.Values.Average());
            for (var i = 0; i < block.Values.Length; i++)
            {
                var hours = block.Hours[i] - meanHours;
                products += hours * (block.Values[i] - meanValue);
                squares += hours * hours;
            }
        }

        return squares == 0 ? 0 : products / squares;
    }

    private static double[] Flat(TrendBlock block, double slope)
    {
        var flat = new double[block.Values.Length];
        for (var i = 0; i < flat.Length; i++)
            flat[i] = block.Values[i] - (slope * block.Hours[i]);
        return flat;
    }

    // Sorts what it is given.
    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return RobustSpread.MedianOfSorted(values);
    }
}
