namespace AlphaPulse.FeedSim.Replay.Binance;

/// <summary>One depth update, kept because it cannot be applied yet.</summary>
internal sealed record DepthDiff(long FirstId, long FinalId, long PreviousFinalId, long VenueTimeNs, IReadOnlyList<BookLevel> Levels);
