using System.Runtime.InteropServices;
using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Reports;

/// <summary>The lines that say where figures come from; without them they mean nothing.</summary>
internal static class MachineHeader
{
    internal static void Print(Clock clock)
    {
        var cost = ClockCost.Measure(clock);
        var load = File.ReadAllText("/proc/loadavg").Split(' ');
        Console.WriteLine($"machine     {Environment.ProcessorCount} cores, {Processor()}, {RuntimeInformation.OSDescription}, kernel {Environment.OSVersion.Version}, {RuntimeInformation.OSArchitecture}");
        Console.WriteLine($"runtime     {RuntimeInformation.FrameworkDescription}, load average before the start {load[0]} {load[1]} {load[2]}");
        Console.WriteLine($"clock       {clock.Source}, {cost.CostNs} ns a reading, {cost.FencedCostNs} ns fenced, granularity {cost.GranularityNs} ns");
    }

    /// <summary>What the same two cores take for one cache line: figures of rounds in which it differs have little in common.</summary>
    internal static void PrintPingPong(Series ns) =>
        Console.WriteLine($"ping-pong   one cache line from process to process: {ns.Text("N0")} ns one way");

    private static string Processor()
    {
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? "unknown processor" : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
