namespace AlphaPulse.MarketData;

/// <summary>How an instrument's book arrives.</summary>
public enum BookKind
{
    /// <summary>By level: each event is a price's new total (L2).</summary>
    Levels = 0,

    /// <summary>By order: orders are added, modified and reduced by id (L3).</summary>
    Orders = 1,
}
