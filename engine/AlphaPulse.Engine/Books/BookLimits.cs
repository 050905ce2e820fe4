namespace AlphaPulse.Engine.Books;

/// <summary>
/// What a book accepts. Events come from shared memory, so every value is possible; these bounds keep all arithmetic on
/// them inside 64 bits and all memory inside a known size, whatever the feed says.
/// </summary>
internal static class BookLimits
{
    /// <summary>Largest magnitude of a price. Negative prices are valid: spreads and, in 2020, crude oil had them.</summary>
    public const long MaxPrice = (1L << 62) - 1;

    /// <summary>Largest quantity of an order and largest total of a level, so that the sum of two fits 64 bits.</summary>
    public const long MaxQuantity = (1L << 62) - 1;

    /// <summary>Levels a side outside the window. The largest book captured so far had 46,000 levels on both sides together.</summary>
    public const int MaxFarLevels = 1 << 17;

    /// <summary>Resting orders of one book. A whole US exchange peaks near 1.65 million over all its books, one book near 3,000.</summary>
    public const int MaxOrders = 1 << 20;

    public static bool IsPrice(long price) => (ulong)(price + MaxPrice) <= 2UL * MaxPrice;

    public static bool IsQuantity(long quantity) => (ulong)quantity <= MaxQuantity;
}
