namespace AlphaPulse.LoadTester.Sampling;

/// <summary>What the runtime and the kernel have counted for a process, or for several, since they started; or the difference of two readings.</summary>
internal readonly record struct RuntimeCounts(
    long GcCount, long GcPauseNs, long JitMethods, long MinorFaults, long MajorFaults, long VoluntarySwitches, long InvoluntarySwitches, long LockContentions)
{
    public RuntimeCounts Plus(RuntimeCounts other) => new(
        GcCount + other.GcCount,
        GcPauseNs + other.GcPauseNs,
        JitMethods + other.JitMethods,
        MinorFaults + other.MinorFaults,
        MajorFaults + other.MajorFaults,
        VoluntarySwitches + other.VoluntarySwitches,
        InvoluntarySwitches + other.InvoluntarySwitches,
        LockContentions + other.LockContentions);

    public RuntimeCounts Since(RuntimeCounts earlier) => new(
        GcCount - earlier.GcCount,
        GcPauseNs - earlier.GcPauseNs,
        JitMethods - earlier.JitMethods,
        MinorFaults - earlier.MinorFaults,
        MajorFaults - earlier.MajorFaults,
        VoluntarySwitches - earlier.VoluntarySwitches,
        InvoluntarySwitches - earlier.InvoluntarySwitches,
        LockContentions - earlier.LockContentions);
}
