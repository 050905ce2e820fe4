namespace AlphaPulse.MarketData;

/// <summary>What a <see cref="MarketEvent"/> says. Values are part of the record's format and never change.</summary>
public enum EventKind : byte
{
    /// <summary>Never published: a slot that was not filled.</summary>
    None = 0,

    /// <summary>A trade: price, quantity, trade id. <see cref="EventFlags.Sell"/> = the aggressor sold. Never changes a book by itself.</summary>
    Trade = 1,

    /// <summary>The total quantity now resting at a price, side by <see cref="EventFlags.Sell"/> (clear = bid, set = ask); 0 removes the level.</summary>
    Level = 2,

    /// <summary>A new resting order: id, side, price, quantity.</summary>
    OrderAdd = 3,

    /// <summary>An order's price and quantity are replaced by the ones given.</summary>
    OrderModify = 4,

    /// <summary>An order loses <c>Quantity</c> (all of it or a part), by cancellation or execution; price and side are repeated for readers that do not know the order.</summary>
    OrderReduce = 5,

    /// <summary>The instrument's book is empty from here on.</summary>
    Clear = 6,

    /// <summary>A snapshot starts: the book is emptied, levels or orders follow.</summary>
    SnapshotBegin = 7,

    /// <summary>The snapshot that the last <see cref="SnapshotBegin"/> started is complete.</summary>
    SnapshotEnd = 8,

    /// <summary>The source lost messages before this point: the book is not to be trusted until the next snapshot.</summary>
    Gap = 9,

    /// <summary>The venue's own <see cref="BookHash"/> in <c>Id</c>, over the best <c>Quantity</c> levels a side (0 = all). The book stage compares.</summary>
    HashCheck = 10,

    /// <summary>The venue's CRC32 of its top ten levels (Kraken's rule) in <c>Id</c>. The book stage compares.</summary>
    CrcCheck = 11,

    /// <summary>The venue's best price and quantity of one side, from an independent stream; 0/0 = that side is empty. The book stage compares when the update is complete.</summary>
    TopCheck = 12,
}
