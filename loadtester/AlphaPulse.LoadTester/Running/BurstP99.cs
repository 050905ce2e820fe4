namespace AlphaPulse.LoadTester.Running;

/// <summary>P99 of the latencies of a whole phase; null if there were too few samples.</summary>
internal readonly record struct BurstP99(long? WriteNs, long? ResponseNs);
