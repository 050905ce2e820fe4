namespace AlphaPulse.LoadTester.Results;

/// <summary>A stretch of the run with histograms of its own, for example a burst.</summary>
internal sealed record PhaseResults
{
    public string Name { get; init; } = "";

    /// <summary>Seconds after the start of the measurement.</summary>
    public double StartSecs { get; init; }

    public double DurationSecs { get; init; }

    public long Trades { get; init; }

    public long OrderbookUpdates { get; init; }

    public LatencyResults Latency { get; init; } = new();
}
