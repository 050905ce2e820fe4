namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Write and response P99 within a fraction of a second.</summary>
/// <param name="StartNs">Nanoseconds after the start of the schedule.</param>
/// <param name="EndNs">Nanoseconds after the start of the schedule.</param>
/// <param name="WriteP99Ns">Null if there were too few samples.</param>
/// <param name="ResponseP99Ns">Null if there were too few samples.</param>
internal readonly record struct RecoverySample(long StartNs, long EndNs, long? WriteP99Ns, long? ResponseP99Ns);
