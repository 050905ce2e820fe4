using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Statistics;
using AlphaPulse.LoadTester.Verdicts;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace AlphaPulse.LoadTester.Baselines;

/// <summary>
/// New runs held against a baseline's. Four and more are two unpaired sets, for rank tests. Of fewer no rank test can say anything, so
/// they are held against the prediction interval of as many further runs (Student's t of the logarithms). Pure.
/// </summary>
internal sealed class BaselineComparer(double confidence = MetricComparer.DefaultConfidence)
{
    private const int FewestForRanks = 4;

    public ComparisonReport Compare(Baseline baseline, IReadOnlyList<RunSample> runs)
    {
        RunSample[] usable = [.. runs.Where(run => run.IsUsable)];
        var compared = new List<MetricComparison>();
        foreach (var rule in MetricRule.Of(baseline.Thresholds.ToDictionary(threshold => Metrics.Find(threshold.Key)!, threshold => threshold.Value)))
        {
            var metric = rule.Metric;
            if (!baseline.Metrics.TryGetValue(metric.Name, out var known))
                continue;
            double[] values = [.. usable.Select(run => run.Value(metric)).OfType<double>()];
            var step = metric.Unit == "ns" ? usable.Select(run => run.ClockGranularityNs).DefaultIfEmpty(1).Max() : 0;
            var sides = new MetricValues([.. known.Values], values, ArePaired: false) { TimerStep = step, Missing = usable.Length - values.Length + baseline.Runs - known.Values.Count };
            var comparison = new MetricComparer(confidence, baseline.Thresholds.Count).Compare(rule, sides);
            compared.Add(values.Length is > 0 and < FewestForRanks && known.Values.Count > 1 ? Predicted(comparison, sides, baseline.Thresholds.Count) : comparison);
        }

        return new ComparisonReport
        {
            A = new ComparedSide($"baseline {baseline.Name}, version {baseline.Version}", baseline.Commits, baseline.Runs, []),
            B = ComparedSide.Of(runs.Count == 1 ? runs[0].File : $"{runs.Count} runs", usable),
            ArePaired = false,
            Confidence = confidence,
            Metrics = GateVerdict.Judge(compared, confidence),
            Obstacles = Obstacles(baseline, runs, usable.Length),
            Notes = usable.Length is > 0 and < FewestForRanks
                ? [$"{FewestForRanks} runs and more are compared by ranks; {(usable.Length == 1 ? "this one" : $"these {usable.Length}")} with what the baseline predicts for as many (Student's t of the logarithms)"]
                : [],
        };
    }

    private MetricComparison Predicted(MetricComparison comparison, MetricValues values, int gatedMetrics)
    {
        var floor = values.A.Concat(values.B).Where(value => value > 0).DefaultIfEmpty(2).Min() / 2;
        var sign = comparison.Rule.Metric.Comparison == Comparison.AtLeast ? -1 : 1;
        double[] known = [.. values.A.Select(value => sign * Math.Log(Math.Max(value, floor)))];
        double[] found = [.. values.B.Select(value => sign * Math.Log(Math.Max(value, floor)))];
        var effect = ArrayStatistics.Mean(found) - ArrayStatistics.Mean(known);
        var deviation = ArrayStatistics.StandardDeviation(known) * Math.Sqrt((1.0 / known.Length) + (1.0 / found.Length));
        var allowed = comparison.Allowed with { Noise = 0 };
        var freedom = known.Length - 1;
        var demanded = 1 - ((1 - confidence) / Math.Max(1, gatedMetrics));
        var worse = deviation > 0 ? 1 - StudentT.CDF(0, deviation, freedom, effect - allowed.Value) : effect > allowed.Value ? 0 : 1;
        return comparison with
        {
            Effect = new Estimate(effect, effect - Half(confidence), effect + Half(confidence)),
            Allowed = allowed,
            Difference = deviation > 0 ? 2 * StudentT.CDF(0, deviation, freedom, -Math.Abs(effect)) : effect == 0 ? 1 : 0,
            Worse = worse,
            AdjustedWorse = worse,
            Smallest = SmallestEffect.Above(allowed.Value, Half(demanded), demanded),
        };

        double Half(double level) => deviation == 0 ? 0 : StudentT.InvCDF(0, deviation, freedom, (1 + level) / 2);
    }

    private static List<string> Obstacles(Baseline baseline, IReadOnlyList<RunSample> runs, int usable)
    {
        var obstacles = new List<string>();
        if (usable == 0)
            return ["no run can be used"];
        if (baseline.Runs < Baseline.FewestToGate)
            obstacles.Add($"the baseline has {baseline.Runs} {(baseline.Runs == 1 ? "run" : "runs")}, it takes {Baseline.FewestToGate} to know how runs differ: it can only warn");
        string[] machines = [.. runs.SelectMany(run => baseline.Machine.DifferencesTo(run.Machine)).Distinct()];
        string[] loads = [.. runs.SelectMany(run => baseline.Load.DifferencesTo(run.Load)).Distinct()];
        if (machines.Length > 0)
            obstacles.Add($"the baseline is from another machine: {string.Join(", ", machines)}: it can only warn");
        if (loads.Length > 0)
            obstacles.Add($"the baseline had another load: {string.Join(", ", loads)}: it can only warn");
        return obstacles;
    }
}
