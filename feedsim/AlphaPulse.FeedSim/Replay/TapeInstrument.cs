using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay;

/// <summary>One instrument while its capture is read: what is known of it so far.</summary>
internal sealed class TapeInstrument(int index, string symbol, BookKind bookKind)
{
    public int Index => index;

    public string Symbol => symbol;

    public BookKind BookKind => bookKind;

    /// <summary>Levels a side that the feed maintains; 0 = all.</summary>
    public int BookDepth { get; set; }

    /// <summary>Most decimals of any price seen, or the format's own.</summary>
    public int PriceDecimals { get; set; }

    public int QuantityDecimals { get; set; }
}
