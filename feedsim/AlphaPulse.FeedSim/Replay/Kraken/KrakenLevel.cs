namespace AlphaPulse.FeedSim.Replay.Kraken;

/// <summary>One level of a book message, or one trade.</summary>
internal readonly record struct KrakenLevel(Amount Price, Amount Quantity, long TimeNs, bool IsSell);
