namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>An order in the book; <see cref="Previous"/> and <see cref="Next"/> are indices in the engine's pool, -1 = none.</summary>
internal struct RestingOrder
{
    public long Id;
    public long Price;
    public long Quantity;
    public int Previous;
    public int Next;
    public bool IsSell;
}
