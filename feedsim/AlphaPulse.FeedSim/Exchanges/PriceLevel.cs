namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>One price of one side: its total and its queue of orders, oldest at the head.</summary>
internal struct PriceLevel
{
    public long Price;
    public long Total;
    public int Head;
    public int Tail;
    public int Orders;
}
