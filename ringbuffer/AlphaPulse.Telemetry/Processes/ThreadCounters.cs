namespace AlphaPulse.Telemetry.Processes;

/// <summary>What the kernel has counted for one thread since it started.</summary>
/// <param name="MinorFaults">Pages that were mapped without a disk: touched for the first time, or taken away meanwhile.</param>
/// <param name="MajorFaults">Pages that came from a disk.</param>
/// <param name="VoluntarySwitches">Times that it gave the core away: it slept or waited.</param>
/// <param name="InvoluntarySwitches">Times that the core was taken from it.</param>
/// <param name="RunQueueWaitNs">Time in which it could have run and another had the core.</param>
public readonly record struct ThreadCounters(long MinorFaults, long MajorFaults, long VoluntarySwitches, long InvoluntarySwitches, long RunQueueWaitNs);
