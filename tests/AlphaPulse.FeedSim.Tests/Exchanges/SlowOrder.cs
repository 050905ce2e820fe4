namespace AlphaPulse.FeedSim.Tests.Exchanges;

internal sealed class SlowOrder
{
    public required long Id { get; init; }

    public required bool IsSell { get; init; }

    public required long Price { get; init; }

    public required long Quantity { get; set; }
}
