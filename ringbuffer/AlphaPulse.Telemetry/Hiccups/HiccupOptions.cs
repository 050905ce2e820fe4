namespace AlphaPulse.Telemetry.Hiccups;

/// <summary>How hiccups are recorded. Immutable.</summary>
/// <param name="PeriodNs">Time between wake-ups, above 0.</param>
/// <param name="PhaseNs">
/// Wake-ups are due at multiples of the period plus this, in the run's clock, 0 to below the period. Threads that wake together get in
/// each other's way: each process takes a phase of its own, and one that writers leave free.
/// </param>
/// <param name="SpanThresholdNs">From which overshoot on a hiccup is also kept as a span, to be joined with outliers.</param>
public sealed record HiccupOptions(long PeriodNs, long PhaseNs, long SpanThresholdNs)
{
    /// <summary>1 ms: the resolution of jHiccup, and some 0.3 % of a core.</summary>
    public const long DefaultPeriodNs = 1_000_000;
}
