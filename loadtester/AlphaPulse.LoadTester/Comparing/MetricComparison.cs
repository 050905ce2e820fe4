using AlphaPulse.LoadTester.Statistics;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>One metric of both sides. Effects are natural logarithms of ratios, positive = B is worse, whichever side of the metric is good.</summary>
internal sealed record MetricComparison
{
    public required MetricRule Rule { get; init; }

    /// <summary>Median of A's runs; NaN if there is none.</summary>
    public required double A { get; init; }

    /// <summary>Median of B's runs.</summary>
    public required double B { get; init; }

    public required Estimate Effect { get; init; }

    public required AllowedChange Allowed { get; init; }

    /// <summary>p for "no difference", two-sided.</summary>
    public required double Difference { get; init; }

    /// <summary>p for "worse by no more than allowed", one-sided; small = worse by more.</summary>
    public required double Worse { get; init; }

    /// <summary>The same, adjusted for the number of gated metrics (Holm); of the others as it is.</summary>
    public double AdjustedWorse { get; init; } = 1;

    /// <summary>The smallest effect that this comparison would have confirmed in four of five repetitions.</summary>
    public required double Smallest { get; init; }

    public MetricVerdict Verdict { get; init; }

    /// <summary>Whether A's value is at most three readings of the clock: what it is made of is largely the clock.</summary>
    public bool IsAtTimerFloor { get; init; }

    /// <summary>Runs without a value of it.</summary>
    public int Missing { get; init; }

    /// <summary>An effect as the change of the metric itself: +0.1 = B's value is 10 % higher.</summary>
    public double Change(double effect) => Math.Exp(Rule.Metric.Comparison == Comparison.AtLeast ? -effect : effect) - 1;
}
