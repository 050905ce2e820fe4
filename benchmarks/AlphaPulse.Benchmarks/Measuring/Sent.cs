namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>What the sending end measured.</summary>
/// <param name="Records">Records sent, the ending one not counted.</param>
/// <param name="Write">From just before the claim to just after the publication; null in a flood.</param>
internal sealed record Sent(long Records, Latency? Write);
