namespace AlphaPulse.LoadTester.Sampling;

/// <summary>What one process used within one interval; <see cref="IsAlive"/> false if it is gone.</summary>
/// <param name="CpuPercentOfCore">100 = one core busy.</param>
/// <param name="PrivateBytes">Anonymous resident memory at its end.</param>
/// <param name="IsAlive">False: it was gone before the interval ended, and the other two say nothing.</param>
internal readonly record struct ProcessSample(double CpuPercentOfCore, long PrivateBytes, bool IsAlive = true);
