using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Statistics;

/// <summary>
/// Another run that might have been, made of one run's interval histograms: blocks of successive intervals are drawn with
/// replacement until as many intervals are together, and added (Künsch 1989). Blocks keep together what belongs together: a garbage
/// collection or a throttled second and its neighbours. It knows nothing of what differs from launch to launch.
/// </summary>
internal sealed class MovingBlockBootstrap
{
    private readonly IReadOnlyList<LongHistogram> _intervals;
    private readonly int _blockLength;

    /// <param name="intervals">In order, all of one layout; at least one.</param>
    /// <param name="blockLength">Intervals in a block; shortened to what there is.</param>
    public MovingBlockBootstrap(IReadOnlyList<LongHistogram> intervals, int blockLength)
    {
        ArgumentOutOfRangeException.ThrowIfZero(intervals.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockLength, 1);
        (_intervals, _blockLength) = (intervals, Math.Min(blockLength, intervals.Count));
    }

    /// <summary>The usual length of a block, n^⅓ rounded up: it grows with the run, and the number of blocks grows faster.</summary>
    public static int BlockLengthFor(int intervals) => Math.Max(1, (int)Math.Ceiling(Math.Cbrt(intervals)));

    /// <summary>Adds one resampled run to a histogram.</summary>
    public void Draw(Random random, LongHistogram into)
    {
        for (var drawn = 0; drawn < _intervals.Count;)
        {
            var start = random.Next(_intervals.Count - _blockLength + 1);
            for (var i = 0; i < _blockLength && drawn < _intervals.Count; i++, drawn++)
                into.Add(_intervals[start + i]);
        }
    }

    /// <summary>A percentile of the run with the interval that the resampled runs give it: noise within the run only.</summary>
    /// <param name="percentile">0 to 100.</param>
    /// <param name="confidence">Of the interval, two-sided.</param>
    /// <param name="replicates">Resampled runs.</param>
    /// <param name="seed">Of the draws.</param>
    public Estimate Percentile(double percentile, double confidence, int replicates, int seed)
    {
        var random = new Random(seed);
        var sum = new LongHistogram(_intervals[0].Layout);
        foreach (var interval in _intervals)
            sum.Add(interval);
        double value = sum.GetValueAtPercentile(percentile);
        var values = new double[replicates];
        for (var i = 0; i < replicates; i++)
        {
            sum.Reset();
            Draw(random, sum);
            values[i] = sum.GetValueAtPercentile(percentile);
        }

        Array.Sort(values);
        var cut = (int)Math.Floor((1 - confidence) / 2 * replicates);
        return new Estimate(value, values[cut], values[^(cut + 1)]);
    }
}
