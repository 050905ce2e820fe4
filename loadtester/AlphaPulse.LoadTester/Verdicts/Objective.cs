namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>A metric and the limit it has to keep.</summary>
internal sealed record Objective(Metric Metric, double Limit)
{
    /// <summary>As in "write P99 &lt; 1,000 ns".</summary>
    public override string ToString() => $"{Metric.Label} {Metric.Sign(Limit)} {MetricText.Number(Limit)}{MetricText.Unit(Metric)}";
}
