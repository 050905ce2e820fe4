namespace AlphaPulse.MarketData.Runs;

/// <summary>A stretch of a run that has histograms and counters of its own. An event belongs to the phase its intended time lies in.</summary>
/// <param name="Name">For example "warm-up", "run", "baseline", "burst", "recovery".</param>
/// <param name="StartNs">Nanoseconds after the start of the schedule.</param>
/// <param name="DurationNs">Length in nanoseconds.</param>
/// <param name="IsMeasured">False for the warm-up: it is recorded but not part of the result.</param>
public sealed record RunPhase(string Name, long StartNs, long DurationNs, bool IsMeasured)
{
    /// <summary>First nanosecond after the phase.</summary>
    public long EndNs => StartNs + DurationNs;
}
