namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>One thing that happened in a <see cref="MatchingEngine"/>, in the order in which it happened.</summary>
/// <param name="Kind">Fill or level.</param>
/// <param name="IsSell">Of a fill: the aggressor sold. Of a level: it is an ask.</param>
/// <param name="Price">Price of the fill or of the level.</param>
/// <param name="Quantity">Traded quantity, or the level's new total (0 = the level is gone).</param>
/// <param name="MakerId">Of a fill: id of the resting order; 0 otherwise.</param>
/// <param name="TakerId">Of a fill: id of the aggressor; 0 otherwise.</param>
internal readonly record struct EngineReport(EngineReportKind Kind, bool IsSell, long Price, long Quantity, long MakerId, long TakerId);
