namespace AlphaPulse.FeedSim.Tests.Exchanges;

internal enum EngineCommandKind
{
    Limit,
    Market,
    Cancel,
    Reduce,
}
