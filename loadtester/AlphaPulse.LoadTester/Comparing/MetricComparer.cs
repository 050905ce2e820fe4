using AlphaPulse.LoadTester.Statistics;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>
/// Values of both sides → effect, interval, tests, what is allowed. The replicate is a launch: one value a run, for the millions of
/// messages in it resemble each other. Pure.
/// </summary>
/// <param name="confidence">Of the intervals, two-sided.</param>
/// <param name="gatedMetrics">How many metrics decide together.</param>
internal sealed class MetricComparer(double confidence, int gatedMetrics)
{
    public const double DefaultConfidence = 0.95;

    public MetricComparison Compare(MetricRule rule, MetricValues values)
    {
        if (values.A.Length == 0 || values.B.Length == 0)
            return Nothing(rule, values);
        var floor = Floor(values);
        var sign = rule.Metric.Comparison == Comparison.AtLeast ? -1 : 1;
        var (a, b) = (Logarithms(values.A, floor, sign), Logarithms(values.B, floor, sign));
        var differences = values.ArePaired ? Differences(a, b) : [];
        var allowed = new AllowedChange(
            Math.Log(1 + rule.Threshold),
            AllowedChange.SpreadsOfNoise * Spread(a, b.Length, values, floor),
            values.TimerStep > 0 ? Math.Log(1 + (values.TimerStep / Math.Max(values.TimerStep, RobustSpread.Median(values.A)))) : 0);
        var effect = Interval(confidence);
        var demanded = 1 - ((1 - confidence) / Math.Max(1, gatedMetrics));
        var none = values.ArePaired ? WilcoxonSignedRank.Test(differences) : MannWhitney.Test(a, b);
        var shifted = values.ArePaired ? WilcoxonSignedRank.Test(differences, allowed.Value) : MannWhitney.Test(a, b, allowed.Value);
        return new MetricComparison
        {
            Rule = rule,
            A = RobustSpread.Median(values.A),
            B = RobustSpread.Median(values.B),
            Effect = effect,
            Allowed = allowed,
            Difference = none.TwoSided,
            Worse = shifted.Greater,
            AdjustedWorse = shifted.Greater,
            Smallest = SmallestEffect.Above(allowed.Value, Interval(demanded).HalfWidth, demanded),
            Missing = values.Missing,
        };

        Estimate Interval(double level) => values.ArePaired ? HodgesLehmann.OfPairs(differences, level) : HodgesLehmann.OfSets(a, b, level);
    }

    private static MetricComparison Nothing(MetricRule rule, MetricValues values) => new()
    {
        Rule = rule,
        A = RobustSpread.Median(values.A),
        B = RobustSpread.Median(values.B),
        Effect = new Estimate(double.NaN, double.NegativeInfinity, double.PositiveInfinity),
        Allowed = new AllowedChange(Math.Log(1 + rule.Threshold), 0, 0),
        Difference = 1,
        Worse = 1,
        Smallest = double.PositiveInfinity,
        Verdict = MetricVerdict.NotMeasured,
        Missing = values.Missing,
    };

    // What A would seem to differ by from itself: the spread of an estimate from as many runs. Neighbours in time are differenced, so
    // that a slow drift of the machine, which pairs cancel, does not count.
    private static double Spread(double[] a, int runsOfB, MetricValues values, double floor)
    {
        if (values.SelfPairs is { First.Length: > 1 } self)
        {
            var differences = Differences(Logarithms(self.First, floor, 1), Logarithms(self.Second, floor, 1));
            return Math.Max(RobustSpread.DeviationFrom(differences, 0) / Math.Sqrt(a.Length), Math.Abs(RobustSpread.Median(differences)));
        }

        if (a.Length < 2)
            return 0;
        return values.ArePaired
            ? RobustSpread.DeviationFrom(Differences(a.AsSpan(0, a.Length - 1), a.AsSpan(1)), 0) / Math.Sqrt(a.Length)
            : RobustSpread.Deviation(a) * Math.Sqrt((1.0 / a.Length) + (1.0 / runsOfB));
    }

    // A zero has no ratio to anything. Half of the least value that was seen stands for it: less than everything, and bounded.
    private static double Floor(MetricValues values)
    {
        var least = double.PositiveInfinity;
        foreach (var value in values.A.Concat(values.B))
        {
            if (value > 0)
                least = Math.Min(least, value);
        }

        return double.IsFinite(least) ? least / 2 : 1;
    }

    private static double[] Logarithms(double[] values, double floor, int sign)
    {
        var logarithms = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            logarithms[i] = sign * Math.Log(Math.Max(values[i], floor));
        return logarithms;
    }

    private static double[] Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var differences = new double[first.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = second[i] - first[i];
        return differences;
    }
}
