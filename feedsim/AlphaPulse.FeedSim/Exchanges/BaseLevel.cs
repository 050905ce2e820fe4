namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>One level of a <see cref="BaseBook"/>.</summary>
internal readonly record struct BaseLevel(bool IsSell, long Price, long Quantity);
