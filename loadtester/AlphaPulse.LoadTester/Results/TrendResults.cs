namespace AlphaPulse.LoadTester.Results;

/// <summary>Whether one thing grew or got worse over a run.</summary>
internal sealed record TrendResults
{
    /// <summary>What was looked at, as in "private_bytes" or "write_p99_ns".</summary>
    public string Metric { get; init; } = "";

    /// <summary>Whose it is; null if it is the run's.</summary>
    public string? Process { get; init; }

    public string Unit { get; init; } = "";

    /// <summary>
    /// "steady", "trend" (more than is allowed), "step" (it changed once, and is steady before and after), "levelled off" (more than is
    /// allowed, but only in the first half), "set in late" (only in the second), "not certain" (it may wander), "never collected" (a heap without a full collection) or "not enough data".
    /// </summary>
    public string Verdict { get; init; } = "";

    /// <summary>Windows that it was judged by, warm-up left out.</summary>
    public int Windows { get; init; }

    /// <summary>Median over the windows.</summary>
    public double Level { get; init; }

    /// <summary>Theil–Sen slope, with the ends of its 95 % interval.</summary>
    public double SlopePerHour { get; init; }

    public double SlopeLowPerHour { get; init; }

    public double SlopeHighPerHour { get; init; }

    /// <summary>What it may change by in 24 hours.</summary>
    public double AllowedPerDay { get; init; }

    /// <summary>Mann–Kendall, corrected for autocorrelation, two-sided.</summary>
    public double PValue { get; init; }

    /// <summary>The slope in standard errors, with residues that resemble their predecessors.</summary>
    public double Strength { get; init; }

    /// <summary>Its largest sudden change, and when: hours after the start; null if there is none that stands out.</summary>
    public double? Step { get; init; }

    public double? StepAtHours { get; init; }

    /// <summary>What it runs into if it goes on like this; null if there is no such limit.</summary>
    public double? Limit { get; init; }

    /// <summary>When, from the end of the run; null if it does not.</summary>
    public double? HoursToLimit { get; init; }
}
