namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>
/// The clock. On x86 only the time-stamp counter can be read in some ten nanoseconds without the kernel; other processors have one
/// counter that all clocks read.
/// </summary>
internal static class ClockSourceCheck
{
    private const string Sources = "/sys/devices/system/clocksource/clocksource0";

    private static readonly string[] s_steadyFlags = ["constant_tsc", "nonstop_tsc"];

    public static Finding Look(HostView host)
    {
        var current = host.Files.Text($"{Sources}/current_clocksource");
        var available = host.Files.Text($"{Sources}/available_clocksource") ?? "";
        var flags = host.Files.Lines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal))?.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (current is null || flags is null)
            return Finding.Ok($"{current ?? "not told by this kernel"}");
        string[] missing = [.. s_steadyFlags.Where(flag => !flags.Contains(flag))];
        if (!available.Split(' ').Contains("tsc"))
            return Finding.Warning($"{current} (the kernel does not offer tsc)", "stamps come from the system's clock, several times as slow: look for 'tsc' in the kernel's log; on a virtual machine let the host pass an invariant counter");
        if (missing.Length > 0)
            return Finding.Warning($"{current}, but the processor lacks {string.Join(" and ", missing)}", "the counter may stop or change its rate: stamps come from the system's clock; measure on another machine");
        return current == "tsc"
            ? Finding.Ok($"tsc, constant and nonstop")
            : Finding.Warning($"{current} (tsc is offered)", $"waits and checks use the slower clock: echo tsc > {Sources}/current_clocksource");
    }
}
