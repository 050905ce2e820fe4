namespace AlphaPulse.FeedSim.Replay.Binance;

internal enum BinanceMessageKind
{
    /// <summary>Valid, but nothing that a book or a tape of trades needs.</summary>
    Other,
    Depth,
    Snapshot,
    Trade,
    BookTicker,
}
