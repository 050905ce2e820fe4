namespace AlphaPulse.LoadTester.Results;

/// <summary>How near the intervals between updates came to those of the capture that they have the times of, as Kolmogorov–Smirnov distances.</summary>
internal sealed record SpacingResults
{
    /// <summary>Intervals of the capture that lie within the run, warm-up included.</summary>
    public long Intervals { get; init; }

    /// <summary>Of the intervals between intended times.</summary>
    public double ScheduledKsDistance { get; init; }

    /// <summary>Of the intervals between the beginnings of writes.</summary>
    public double SentKsDistance { get; init; }
}
