namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>Numbers of the independent random streams of one seed.</summary>
internal static class FlowStream
{
    public const int Book = 1;
    public const int SharedLatent = 2;
    public const int OwnLatent = 3;
    public const int Orders = 4;
    public const int Choice = 5;

    public static long Of(int purpose, int venue, int symbol, int block = 0) =>
        ((((long)purpose << 8 | (long)block) << 16 | (long)venue) << 24) | (long)symbol;
}
