namespace AlphaPulse.FeedSim.Replay.Binance;

/// <summary>The REST snapshot: the whole book as of update <paramref name="LastUpdateId"/>.</summary>
internal sealed record DepthSnapshot(long LastUpdateId, long VenueTimeNs, IReadOnlyList<BookLevel> Levels);
