namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>Constants that both ends of a measurement share.</summary>
internal static class Schedule
{
    /// <summary>Of the paced measurement: 200,000 records a second, each on its own.</summary>
    internal const long PeriodNs = 5_000;

    internal const int RingCapacity = 65_536;

    /// <summary>Records at the start that are not measured: one lap of the ring, so that every page and line was touched.</summary>
    internal const long WarmUpRecords = RingCapacity;
}
