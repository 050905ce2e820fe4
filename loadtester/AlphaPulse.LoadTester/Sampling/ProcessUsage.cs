namespace AlphaPulse.LoadTester.Sampling;

/// <summary>What one process has used at a moment.</summary>
/// <param name="CpuNs">Processor time since it started, in user and kernel mode, all its threads.</param>
/// <param name="PrivateBytes">Anonymous resident memory: what only this process has.</param>
/// <param name="SharedBytes">Resident pages of files and shared memory: program images, rings, telemetry.</param>
/// <param name="Io">What it read and wrote since it started; null where nobody may know.</param>
internal readonly record struct ProcessUsage(long CpuNs, long PrivateBytes, long SharedBytes, ProcessIo? Io = null);
