namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>Order and trade sizes in lots: spikes at round numbers and a heavy tail, as in the captures that the reference describes.</summary>
internal static class SizeMix
{
    // Half of all orders of the equity capture have exactly one size; the tail exponent of trade sizes is 1.3 to 1.9 over four captures.
    private const double RoundShare = 0.5;
    private const double TailShare = 0.05;
    private const double TailExponent = 1.7;
    private const double TailCap = 50;
    private const int RoundLots = 100;

    public static long OrderLots(FlowRandom random)
    {
        var draw = random.NextDouble();
        if (draw < RoundShare)
            return RoundLots;
        if (draw < RoundShare + TailShare)
            return (long)(RoundLots * random.NextPareto(TailExponent, TailCap));
        return 1 + random.Next(2 * RoundLots);
    }

    /// <summary>A third of an order on average, so that a queue takes several trades.</summary>
    public static long TradeLots(FlowRandom random) => random.Chance(TailShare)
        ? (long)(RoundLots * random.NextPareto(TailExponent, TailCap))
        : 1 + random.Next(RoundLots * 2 / 3);
}
