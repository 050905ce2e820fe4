namespace RingHello;

/// <summary>Any struct of fixed-width fields without references is a record; its size is a multiple of 8.</summary>
internal struct Tick
{
    public long TimeNs;
    public long Price;
    public long Quantity;
}
