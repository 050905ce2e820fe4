using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Statistics;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.SelfTesting;

/// <summary>
/// Benches of pairs that might have been, made of real launches: a pair is two launches that followed each other, drawn at random and in
/// random order, so that what differs from launch to launch is in it as it was; each of the two is resampled within itself by moving
/// blocks of its intervals. One side's latencies are then multiplied. The same comparison judges it as judges real ones.
/// </summary>
/// <param name="launches">In the order in which they ran, all of one histogram layout.</param>
/// <param name="pairs">Of each bench.</param>
/// <param name="seed">Of everything random.</param>
internal sealed class RegressionTrials(IReadOnlyList<RecordedLaunch> launches, int pairs, int seed)
{
    private static readonly (MetricRule Rule, double Percentile)[] s_metrics =
    [
        (new MetricRule(Metrics.WriteP50, true, MetricRule.DefaultThreshold), 50),
        (new MetricRule(Metrics.WriteP99, true, MetricRule.DefaultThreshold), 99),
    ];

    private readonly MovingBlockBootstrap[] _resampled = [.. launches.Select(launch => new MovingBlockBootstrap(launch.Intervals, MovingBlockBootstrap.BlockLengthFor(launch.Intervals.Count)))];
    private readonly LongHistogram _run = new(launches[0].Intervals[0].Layout);

    /// <param name="trials">How many benches.</param>
    /// <param name="slowdown">By how much one side's latencies are longer; 0 = both sides are the same program.</param>
    public TrialCount Run(int trials, double slowdown)
    {
        var random = new Random(seed);
        var count = new TrialCount(trials, 0, 0);
        for (var trial = 0; trial < trials; trial++)
        {
            var verdict = Bench(random, slowdown);
            count = verdict switch
            {
                MetricVerdict.Regression => count with { Regressions = count.Regressions + 1 },
                MetricVerdict.Inconclusive => count with { Inconclusive = count.Inconclusive + 1 },
                _ => count,
            };
        }

        return count;
    }

    private MetricVerdict Bench(Random random, double slowdown)
    {
        var (a, b) = (new double[s_metrics.Length][], new double[s_metrics.Length][]);
        for (var i = 0; i < s_metrics.Length; i++)
            (a[i], b[i]) = (new double[pairs], new double[pairs]);
        for (var pair = 0; pair < pairs; pair++)
        {
            var first = launches.Count == 1 ? 0 : random.Next(launches.Count - 1);
            var second = launches.Count == 1 ? 0 : first + 1;
            if (random.Next(2) == 1)
                (first, second) = (second, first);
            Draw(random, first, a, pair, 0);
            Draw(random, second, b, pair, slowdown);
        }

        var comparer = new MetricComparer(MetricComparer.DefaultConfidence, s_metrics.Length);
        MetricComparison[] compared = [.. s_metrics.Select((metric, i) => comparer.Compare(metric.Rule, new MetricValues(a[i], b[i], ArePaired: true) { TimerStep = 1 }))];
        return GateVerdict.Overall(GateVerdict.Judge(compared, MetricComparer.DefaultConfidence));
    }

    // All latencies × a factor is every percentile × the factor, in whole nanoseconds as a histogram has them.
    private void Draw(Random random, int launch, double[][] values, int pair, double slowdown)
    {
        _run.Reset();
        _resampled[launch].Draw(random, _run);
        for (var i = 0; i < s_metrics.Length; i++)
            values[i][pair] = Math.Round(_run.GetValueAtPercentile(s_metrics[i].Percentile) * (1 + slowdown));
    }
}
