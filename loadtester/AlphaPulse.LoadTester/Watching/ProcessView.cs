namespace AlphaPulse.LoadTester.Watching;

/// <summary>One process of a run at a moment.</summary>
/// <param name="Name">feedsim, feedengine or loadtester.</param>
/// <param name="Pid">Its id.</param>
/// <param name="CpuPercentOfCore">Within the interval; null if it is gone.</param>
/// <param name="PrivateBytes">Memory of its own.</param>
/// <param name="SharedBytes">Resident pages of files and shared memory.</param>
/// <param name="GcCount">Collections since it started; null if it does not tell.</param>
internal sealed record ProcessView(string Name, int Pid, double? CpuPercentOfCore, long PrivateBytes, long SharedBytes, long? GcCount);
