using System.Diagnostics;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>A moment on both clocks. The monotonic one is the machine's, the same for all processes until the next boot.</summary>
internal readonly record struct MachineClocks(DateTime At, long MonotonicNs, string BootId)
{
    private static readonly string s_bootId = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    public static MachineClocks Now() => new(DateTime.UtcNow, (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency)), s_bootId);

    /// <summary>Seconds since an earlier moment: the wall clock decides only where the machine was booted in between.</summary>
    public double SecsSince(MachineClocks earlier) => earlier.BootId == BootId
        ? (MonotonicNs - earlier.MonotonicNs) / 1e9
        : Math.Max(0, (At - earlier.At).TotalSeconds);
}
