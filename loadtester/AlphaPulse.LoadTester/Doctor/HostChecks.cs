using AlphaPulse.LoadTester.Doctor.Checks;

namespace AlphaPulse.LoadTester.Doctor;

/// <summary>Every check, in the order in which they are told.</summary>
internal static class HostChecks
{
    public static readonly IReadOnlyList<HostCheck> All =
    [
        new("clock", ClockSourceCheck.Look, IsForRuns: true),
        new("cores", CoresCheck.Look, IsForRuns: true),
        new("affinity", AffinityCheck.Look, IsForRuns: true),
        new("governor", GovernorCheck.Look, IsForRuns: true),
        new("cgroup-cpu", CpuLimitCheck.Look, IsForRuns: true),
        new("cgroup-memory", MemoryLimitCheck.Look, IsForRuns: true),
        new("memory", FreeMemoryCheck.Look, IsForRuns: true),
        new("tmpfs", TmpfsCheck.Look, IsForRuns: true),
        new("space", SpaceCheck.Look),
        new("huge-pages", HugePagesCheck.Look, IsForRuns: true),
        new("gc", CollectorCheck.Look, IsForRuns: true),
        new("timer", TimerCheck.Look),
        new("steal", StealCheck.Look),
        new("busy", BusyProcessesCheck.Look),
        new("pressure", PressureCheck.Look, IsForRuns: true),
        new("machine", MachineCheck.Look),
    ];
}
