namespace AlphaPulse.Telemetry.Clocks;

/// <summary>What a clock reading costs and how fine it is, as measured on this machine. Percentiles within 3 × the cost are at the timer's floor.</summary>
/// <param name="CostNs">Median of the differences between readings back to back.</param>
/// <param name="FencedCostNs">The same for fenced readings.</param>
/// <param name="GranularityNs">The finest step by which two such differences, or a difference and 0, were seen to differ.</param>
public readonly record struct ClockCost(long CostNs, long FencedCostNs, long GranularityNs)
{
    private const int WarmUp = 20_000;
    private const int Readings = 10_000;

    /// <summary>Measures a clock; takes about a millisecond.</summary>
    /// <param name="clock">The clock.</param>
    public static ClockCost Measure(Clock clock)
    {
        var deltas = new long[Readings];
        Fill(clock, deltas, WarmUp);
        Fill(clock, deltas, Readings);
        Array.Sort(deltas);
        var cost = deltas[Readings / 2];
        var granularity = FinestStep(deltas);
        FillFenced(clock, deltas);
        Array.Sort(deltas);
        return new ClockCost(cost, deltas[Readings / 2], granularity);
    }

    /// <summary>The smallest positive difference between neighbours of a sorted list that is taken to begin with 0.</summary>
    internal static long FinestStep(ReadOnlySpan<long> sorted)
    {
        var finest = long.MaxValue;
        long previous = 0;
        foreach (var value in sorted)
        {
            if (value > previous)
                finest = Math.Min(finest, value - previous);
            previous = value;
        }
        return finest == long.MaxValue ? 0 : finest;
    }

    private static void Fill(Clock clock, long[] deltas, int count)
    {
        var previous = clock.NowNs();
        for (var i = 0; i < count; i++)
        {
            var now = clock.NowNs();
            deltas[i % deltas.Length] = now - previous;
            previous = now;
        }
    }

    private static void FillFenced(Clock clock, long[] deltas)
    {
        var previous = clock.NowNsFenced();
        for (var i = 0; i < deltas.Length; i++)
        {
            var now = clock.NowNsFenced();
            deltas[i] = now - previous;
            previous = now;
        }
    }
}
