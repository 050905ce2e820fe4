namespace AlphaPulse.Engine.Books;

/// <summary>An order of an order-by-order book: 24 bytes, so that a lookup touches one cache line, rarely two.</summary>
internal struct RestingOrder
{
    public long Id;

    public long Price;

    /// <summary>What is left: positive for a buy, negative for a sell order; 0 marks an empty place of the table.</summary>
    public long SignedQuantity;

    public readonly bool IsEmpty => SignedQuantity == 0;

    public readonly bool IsSell => SignedQuantity < 0;

    public readonly long Quantity => Math.Abs(SignedQuantity);
}
