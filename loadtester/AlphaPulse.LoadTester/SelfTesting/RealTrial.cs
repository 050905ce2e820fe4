using System.Globalization;
using AlphaPulse.LoadTester.Benching;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.SelfTesting;

/// <summary>
/// A bench of real runs in which B is the same program with a planted delay in every write, and pairs of A with itself among them.
/// How many nanoseconds of delay make the write P50 that much longer is measured first: a processor hides some of it.
/// </summary>
/// <param name="program">This program.</param>
/// <param name="directory">Where the results go.</param>
/// <param name="load">Options of each run.</param>
/// <param name="tell">Receives a line of progress.</param>
internal sealed class RealTrial(BenchProgram program, string directory, IReadOnlyList<string> load, Action<string> tell)
{
    private const int CalibrationPairs = 3;
    private const double LeastShare = 0.02;

    private static readonly IReadOnlyList<MetricRule> s_rules = MetricRule.Of(new Dictionary<Metric, double>
    {
        [Metrics.WriteP50] = MetricRule.DefaultThreshold,
        [Metrics.WriteP99] = MetricRule.DefaultThreshold,
    });

    /// <param name="pairs">Of A and B, and as many of A with itself.</param>
    /// <param name="slowdown">To plant.</param>
    /// <param name="seed">Of the order.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The delay, B against A, and A against itself.</returns>
    /// <exception cref="ChildException">A run left no results.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="InvalidDataException">No delay can be measured here.</exception>
    public (double DelayNs, ComparisonReport Planted, ComparisonReport Same) Run(int pairs, double slowdown, int seed, CancellationToken cancellation)
    {
        var delayNs = Calibrate(slowdown, cancellation);
        tell($"planting a delay of {delayNs:0.0} ns in each write of B");
        var runs = Bench("real", pairs, pairs, delayNs, seed, cancellation);
        var (first, second) = runs.SelfPairs!.Value;
        var comparer = new Comparer(s_rules);
        var planted = comparer.Compare(runs.A, runs.B, arePaired: true);
        return (delayNs, planted with { Notes = [.. planted.Notes, .. runs.Notes] }, comparer.Compare(first, second, arePaired: true));
    }

    private double Calibrate(double slowdown, CancellationToken cancellation)
    {
        // A delay of a write's own length is seen clearly, and its share that shows is taken for that of a smaller one.
        var plain = Bench("calibration-0", 1, 0, 1, 1, cancellation);
        var writeNs = plain.A.Runs[0].Value(Metrics.WriteP50) ?? throw new InvalidDataException("the calibration run has no write P50");
        var runs = Bench("calibration-1", CalibrationPairs, 0, writeNs, 1, cancellation);
        var report = new Comparer(s_rules).Compare(runs.A, runs.B, arePaired: true);
        var median = report.Metrics.First(metric => metric.Rule.Metric == Metrics.WriteP50);
        var share = (median.B - median.A) / writeNs;
        if (!(share > LeastShare))
            throw new InvalidDataException($"a planted delay of {writeNs:0} ns lengthens the write P50 by {median.B - median.A:0.0} ns only: nothing can be planted here");
        tell($"a delay of {writeNs:0} ns lengthens the write P50 from {median.A:0.0} to {median.B:0.0} ns");
        return slowdown * median.A / share;
    }

    private BenchRuns Bench(string name, int pairs, int selfPairs, double delayNs, int seed, CancellationToken cancellation) => new BenchRunner(
        new BenchSettings
        {
            A = program,
            B = program,
            Pairs = pairs,
            SelfPairs = selfPairs,
            MaxReruns = pairs,
            OrderSeed = seed,
            OutputDirectory = Path.Combine(directory, name),
            Arguments = load,
            ArgumentsOfB = [string.Create(CultureInfo.InvariantCulture, $"--fault=write-delay={delayNs:0.0}ns")],
        },
        tell).Run(cancellation);
}
