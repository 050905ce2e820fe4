namespace AlphaPulse.LoadTester.Results;

/// <summary>A limit that the run was judged by; the direction is the metric's.</summary>
internal sealed record ObjectiveResults
{
    public string Metric { get; init; } = "";

    public double Limit { get; init; }

    public string Unit { get; init; } = "";

    /// <summary>Null: it could not be measured, so that the objective is not decided.</summary>
    public double? Value { get; init; }

    public bool? IsMet { get; init; }
}
