namespace AlphaPulse.LoadTester.Results;

/// <summary>What a search for the limit found. Rates are updates a second of all exchanges.</summary>
internal sealed record BreakpointResults
{
    /// <summary>The highest rate that held; null if none did.</summary>
    public long? KneeUpdatesPerSecond { get; init; }

    /// <summary>The lowest rate above it that broke; null if none did.</summary>
    public long? BrokenUpdatesPerSecond { get; init; }

    /// <summary>The objective that broke there, as a metric's name; null if none did.</summary>
    public string? Gate { get; init; }

    /// <summary>Whether the search came to its end. Otherwise the two rates are the bracket that it had by then.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Share of the runs at the two rates that did what their rate is said to do.</summary>
    public double? ConfidencePercent { get; init; }

    /// <summary>Runs asked for at each of the two rates.</summary>
    public int StepRuns { get; init; }

    /// <summary>Measured seconds of a run.</summary>
    public int StepSecs { get; init; }

    /// <summary>Distance of neighbouring rates.</summary>
    public double ResolutionPercent { get; init; }

    /// <summary>What the search took.</summary>
    public double ElapsedSecs { get; init; }

    /// <summary>Every rate that was tried, the lowest first.</summary>
    public IReadOnlyList<RateResults> Curve { get; init; } = [];
}
