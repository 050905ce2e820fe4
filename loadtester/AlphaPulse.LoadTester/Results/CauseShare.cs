namespace AlphaPulse.LoadTester.Results;

/// <summary>What one cause did.</summary>
internal sealed record CauseShare
{
    public string Cause { get; init; } = "";

    /// <summary>Outliers of which it explains most.</summary>
    public long Count { get; init; }

    public double CountPercent { get; init; }

    /// <summary>Time that it explains, also in outliers of which another cause explains more.</summary>
    public long TimeNs { get; init; }

    public double TimePercent { get; init; }
}
