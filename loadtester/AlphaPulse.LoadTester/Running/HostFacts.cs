using System.Runtime.InteropServices;
using AlphaPulse.LoadTester.Commands;
using AlphaPulse.LoadTester.Doctor;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.LoadTester.Running;

/// <summary>What the machine is, measured and read before a run starts.</summary>
internal static class HostFacts
{
    public static RunEnvironment Read(Clock clock)
    {
        var cost = ClockCost.Measure(clock);
        return new RunEnvironment
        {
            CpuModel = CpuModel(),
            Cores = Environment.ProcessorCount,
            Kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            Governor = new HostFiles().Text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
            Runtime = RuntimeInformation.FrameworkDescription,
            ClockSource = clock.Source == ClockSource.Tsc ? "tsc" : "stopwatch",
            ClockCostNs = cost.CostNs,
            ClockGranularityNs = cost.GranularityNs,
            LinePingPongNs = LinePingPong.Measure(),
            Commit = ProgramVersion.Commit,
        };
    }

    // x86 calls it "model name"; arm64 has no name there, its part number must do.
    public static string CpuModel()
    {
        foreach (var key in new[] { "model name", "CPU part" })
        {
            var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith(key, StringComparison.Ordinal));
            if (line is not null)
                return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        return RuntimeInformation.ProcessArchitecture.ToString();
    }
}
