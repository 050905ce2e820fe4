using AlphaPulse.LoadTester.Statistics;

namespace AlphaPulse.LoadTester.Trends;

/// <summary>How one figure moved over a history.</summary>
internal sealed record MetricTrend
{
    /// <summary>As it is called in the results' <c>ci</c> section.</summary>
    public required string Name { get; init; }

    /// <summary>Whether more is better.</summary>
    public required bool IsGain { get; init; }

    /// <summary>The rows that have it, in the order of time.</summary>
    public required IReadOnlyList<HistoryRow> Rows { get; init; }

    /// <summary>Its value in each.</summary>
    public required double[] Values { get; init; }

    /// <summary>The straight line through all of them, per run; null if they are too few.</summary>
    public TheilSenLine? Line { get; init; }

    /// <summary>p for "no trend", corrected for values that resemble their neighbours; 1 if they are too few.</summary>
    public double TrendProbability { get; init; } = 1;

    public required IReadOnlyList<ChangePoint> Changes { get; init; }

    /// <summary>Indices of values that stand apart from their level.</summary>
    public required IReadOnlyList<int> Anomalies { get; init; }

    public double Median => RobustSpread.Median(Values);

    /// <summary>What the line gains over the whole history, as a share of the median; 0 without a line.</summary>
    public double Drift => Line is { } line && Median > 0 ? line.Slope * (Values.Length - 1) / Median : 0;

    /// <summary>Whether the line is more than noise: its interval excludes 0, and so does the test.</summary>
    public bool IsDrifting => Line is { } line && (line.Low > 0 || line.High < 0) && TrendProbability <= TrendReport.Level;

    /// <summary>A relative change is for the worse.</summary>
    public bool IsWorse(double change) => IsGain ? change < 0 : change > 0;

    /// <summary>Where the levels between the change points begin; the first at 0.</summary>
    public IEnumerable<(int Start, int End)> Levels
    {
        get
        {
            var start = 0;
            foreach (var change in Changes)
            {
                yield return (start, change.Index);
                start = change.Index;
            }

            yield return (start, Values.Length);
        }
    }
}
