namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>What the receiving end measured.</summary>
/// <param name="Records">Records received, the ending one not counted.</param>
/// <param name="Faults">Records that were not the expected ones: lost, doubled, out of order or torn.</param>
/// <param name="RecordsPerSecond">After the warm-up.</param>
/// <param name="OneWay">From just before the claim to seen by the receiver; null in a flood.</param>
internal sealed record Received(long Records, long Faults, double RecordsPerSecond, Latency? OneWay);
