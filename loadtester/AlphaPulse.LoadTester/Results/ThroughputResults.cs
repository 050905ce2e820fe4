namespace AlphaPulse.LoadTester.Results;

/// <summary>
/// How much was written in the measured phases. A trade is an update whose first event is a trade, an order-book update is any
/// other one; events are the records that they consist of.
/// </summary>
internal sealed record ThroughputResults
{
    public long TotalTrades { get; init; }

    public long TotalOrderbookUpdates { get; init; }

    public long TotalEvents { get; init; }

    public double TradesPerSecond { get; init; }

    public double OrderbookUpdatesPerSecond { get; init; }

    /// <summary>Trades and order-book updates together.</summary>
    public double UpdatesPerSecond { get; init; }

    public double EventsPerSecond { get; init; }

    /// <summary>In the best interval of at least half a second; if there is none, over the whole.</summary>
    public double PeakTradesPerSecond { get; init; }

    public double PeakOrderbookUpdatesPerSecond { get; init; }

    /// <summary>What the schedule had for the measured time, over all exchanges.</summary>
    /// <summary>Trades and order-book updates in the slowest interval of at least half a second; null without one.</summary>
    public double? MinUpdatesPerSecond { get; init; }

    public long ScheduledTrades { get; init; }

    public long ScheduledOrderbookUpdates { get; init; }

    /// <summary>Actual rate of the scheduled one, over all exchanges, at most 100; null if there was nothing to reach.</summary>
    public double? TpsAchievementPercent { get; init; }

    public double? OpsAchievementPercent { get; init; }
}
