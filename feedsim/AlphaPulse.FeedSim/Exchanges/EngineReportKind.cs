namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>What a <see cref="MatchingEngine"/> reports.</summary>
internal enum EngineReportKind : byte
{
    /// <summary>An aggressor traded with one resting order.</summary>
    Fill,

    /// <summary>The total quantity resting at a price is now another.</summary>
    Level,
}
