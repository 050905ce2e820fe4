namespace AlphaPulse.LoadTester.Sampling;

/// <summary>What one process used within one interval; zeros if it is gone.</summary>
/// <param name="CpuPercentOfCore">100 = one core busy.</param>
/// <param name="PrivateBytes">Anonymous resident memory at its end.</param>
internal readonly record struct ProcessSample(double CpuPercentOfCore, long PrivateBytes);
