namespace AlphaPulse.Benchmarks.Sleeping;

/// <summary>What it has used and seen so far.</summary>
internal sealed record SleepingReply(long CpuNs, WakeLatency First, WakeLatency Third, string? Fault);
