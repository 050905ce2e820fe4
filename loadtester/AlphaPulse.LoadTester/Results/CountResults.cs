namespace AlphaPulse.LoadTester.Results;

/// <summary>
/// Where every event of the whole run went, warm-up and drain included: written + from before = delivered + lost + in ring. The
/// numbers of several sides, each counted on its own, so that one that is wrong shows.
/// </summary>
internal sealed record CountResults
{
    /// <summary>Written + refused.</summary>
    public long Offered { get; init; }

    public long Written { get; init; }

    public long Refused { get; init; }

    public long Delivered { get; init; }

    public long Lost { get; init; }

    public long InRing { get; init; }

    /// <summary>Delivered in the measured time but written before it; 0 unless attached to a feed with a backlog.</summary>
    public long FromBefore { get; init; }

    /// <summary>What the rings' own cursors advanced by; null if they were not read.</summary>
    public long? RingEvents { get; init; }

    /// <summary>Trades and order-book updates that the plan's schedule has, as the load tester computes it; null without a whole schedule.</summary>
    public long? ScheduledUpdates { get; init; }

    /// <summary>The same, as the feed says.</summary>
    public long? DeclaredUpdates { get; init; }

    /// <summary>Trades and order-book updates written, all phases.</summary>
    public long WrittenUpdates { get; init; }
}
