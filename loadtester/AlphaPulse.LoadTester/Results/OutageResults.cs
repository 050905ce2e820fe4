namespace AlphaPulse.LoadTester.Results;

/// <summary>A time in which nothing was measured, between two sessions of a run that was resumed.</summary>
internal sealed record OutageResults
{
    /// <summary>End of the last interval that was logged, by the wall clock.</summary>
    public DateTime From { get; init; }

    /// <summary>When the measurement went on.</summary>
    public DateTime To { get; init; }

    /// <summary>Its length; by the clock that nobody sets unless the machine was booted anew.</summary>
    public double Secs { get; init; }

    public string Reason { get; init; } = "";
}
