namespace AlphaPulse.FeedSim.Replay.Binance;

/// <summary>One price's new total; 0 removes it.</summary>
internal readonly record struct BookLevel(Amount Price, Amount Quantity, bool IsSell);
