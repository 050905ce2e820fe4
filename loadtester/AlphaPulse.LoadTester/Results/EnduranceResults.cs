namespace AlphaPulse.LoadTester.Results;

/// <summary>A run that logged its intervals: how complete the log is, and what grew in it.</summary>
internal sealed record EnduranceResults
{
    /// <summary>Where the log is.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Length of a logged interval.</summary>
    public double IntervalSecs { get; init; }

    /// <summary>Intervals in the log.</summary>
    public long Intervals { get; init; }

    public int Segments { get; init; }

    /// <summary>Times that the run was resumed after it had been killed or stopped.</summary>
    public int Resumes { get; init; }

    public IReadOnlyList<OutageResults> Outages { get; init; } = [];

    /// <summary>Measured time in percent of the time from the first interval's start to the last one's end.</summary>
    public double CoveragePercent { get; init; }

    /// <summary>Why the log ends before the run; null if it does not.</summary>
    public string? LogFault { get; init; }

    /// <summary>Measured time that the trends were judged by, the warm-up of each session left out.</summary>
    public double JudgedSecs { get; init; }

    public IReadOnlyList<TrendResults> Trends { get; init; } = [];
}
