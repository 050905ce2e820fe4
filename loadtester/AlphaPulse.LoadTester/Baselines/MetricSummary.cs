using AlphaPulse.LoadTester.Statistics;
using MathNet.Numerics.Statistics;

namespace AlphaPulse.LoadTester.Baselines;

/// <summary>One metric of a baseline: its value in each run, and what they have in common.</summary>
/// <param name="Values">One a run.</param>
internal sealed record MetricSummary(IReadOnlyList<double> Values)
{
    public double Mean => ArrayStatistics.Mean([.. Values]);

    /// <summary>Standard deviation between the runs; null if there is only one.</summary>
    public double? Sigma => Values.Count < 2 ? null : ArrayStatistics.StandardDeviation([.. Values]);

    public double Median => RobustSpread.Median([.. Values]);

    public double Min => Values.Min();

    public double Max => Values.Max();
}
