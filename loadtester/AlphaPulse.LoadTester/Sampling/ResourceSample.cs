namespace AlphaPulse.LoadTester.Sampling;

/// <summary>What the run used within one interval.</summary>
/// <param name="CpuPercent">Of the whole machine: 100 = every core busy.</param>
/// <param name="MemoryBytes">Private memory of all processes + rings and telemetry files.</param>
internal readonly record struct ResourceSample(double CpuPercent, long MemoryBytes);
