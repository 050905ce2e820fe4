using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>An interval → its figures.</summary>
internal static class IntervalSummaries
{
    private const double NsPerSecond = 1e9;

    public static IntervalResults Of(Interval interval) => new()
    {
        AtSecs = Math.Round(interval.EndNs / NsPerSecond, 3),
        Trades = interval.Trades,
        OrderbookUpdates = interval.BookUpdates,
        WriteP50Ns = LatencySummaries.Percentile(interval.Write, 50),
        WriteP99Ns = LatencySummaries.Percentile(interval.Write, 99),
        WriteMaxNs = interval.Write.TotalCount == 0 ? null : interval.Write.Max,
        DeliveryP50Ns = LatencySummaries.Percentile(interval.Delivery, 50),
        DeliveryP99Ns = LatencySummaries.Percentile(interval.Delivery, 99),
        HiccupMaxNs = interval.Hiccup.TotalCount == 0 ? null : interval.Hiccup.Max,
        ControlHiccupMaxNs = interval.ControlHiccup.TotalCount == 0 ? null : interval.ControlHiccup.Max,
        GcCount = interval.Runtime.GcCount,
        GcPauseMs = Math.Round(interval.Runtime.GcPauseNs / 1e6, 3),
        MinorFaults = interval.Runtime.MinorFaults,
        MajorFaults = interval.Runtime.MajorFaults,
        CpuPercent = Math.Round(interval.Resources.CpuPercent, 2),
        MemoryMb = Megabytes.Of(interval.Resources.MemoryBytes),
        Processes = [.. (interval.Resources.Processes ?? []).Select(process => process.IsAlive ? new[] { Math.Round(process.CpuPercentOfCore, 2), Megabytes.Of(process.PrivateBytes) } : [])],
    };
}
