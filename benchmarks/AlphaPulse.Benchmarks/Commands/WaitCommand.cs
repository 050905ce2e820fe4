using AlphaPulse.Benchmarks.Reports;
using AlphaPulse.Benchmarks.Sleeping;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary><c>benchmarks wait</c>: the strategies one after the other, each with a process of its own that waits.</summary>
internal static class WaitCommand
{
    // What an idle feed is to reach; printed beside the figures, never judged by an exit code.
    private const double IdlePercentTarget = 0.5;
    private const double WakeP50TargetUs = 60;
    private const double WakeP99TargetUs = 200;

    internal static int Run(WaitArguments arguments)
    {
        if (arguments.Fault() is { } fault)
            throw new UsageException(fault);
        var clock = Clock.Calibrate();
        MachineHeader.Print(clock);
        Console.WriteLine($"feed        {arguments.Rings} rings, three stages behind one another on a thread each, in another process; auto is {WaitKinds.NameOf(WaitKinds.Resolve(WaitKind.Auto))} here");
        Console.WriteLine($"measured    {arguments.Secs} s idle; then {arguments.Wakes:N0} records, 20 to 40 ms apart, seed {arguments.Seed}, each in a ring at random");
        Console.WriteLine();
        var table = new TextTable(
            "strategy", "idle, % of a core", "first stage P50 us", "P90", "P99", "P99.9", "most", "third stage P50 us", "P99", "write P50 ns", "P99", "CPU us/record");
        WaitFigures? ofDefault = null;
        using var run = new RunRegistry().Create();
        using var interrupt = new Interrupt(run.Remove);
        try
        {
            foreach (var kind in KindsOf(arguments))
            {
                Progress.Show(WaitKinds.NameOf(kind));
                var figures = WaitBench.Measure(run, clock, kind, arguments);
                table.Add(
                    WaitKinds.NameOf(kind), $"{figures.IdlePercent:F3}",
                    Us(figures.First.P50Ns), Us(figures.First.P90Ns), Us(figures.First.P99Ns), Us(figures.First.P999Ns), Us(figures.First.MostNs),
                    Us(figures.Third.P50Ns), Us(figures.Third.P99Ns), $"{figures.WriteP50Ns:N0}", $"{figures.WriteP99Ns:N0}", $"{figures.CpuUsPerRecord:N0}");
                if (ofDefault is null || kind == WaitKinds.Resolve(WaitKind.Auto))
                    ofDefault = figures;
            }
        }
        finally
        {
            run.Remove();
        }

        Progress.Clear();
        table.Print();
        Console.WriteLine();
        Console.WriteLine("first stage = before the publication until the stage that follows the writer sees it; third = until all before it are done, too");
        PrintTargets(ofDefault!);
        return ExitCode.Ok;
    }

    private static List<WaitKind> KindsOf(WaitArguments arguments)
    {
        if (arguments.Only is not null && WaitKinds.TryParse(arguments.Only, out var only))
            return [WaitKinds.Resolve(only)];
        return [WaitKind.Block, WaitKind.BackOffBlock, WaitKind.SpinBlock, WaitKind.BackOff];
    }

    private static void PrintTargets(WaitFigures figures)
    {
        Console.WriteLine();
        var table = new TextTable($"{WaitKinds.NameOf(figures.Kind)} against the targets", "measured", "target", "reached");
        Add(table, "idle, % of a core", figures.IdlePercent, IdlePercentTarget);
        Add(table, "wake-up P50, us", figures.First.P50Ns / 1000.0, WakeP50TargetUs);
        Add(table, "wake-up P99, us", figures.First.P99Ns / 1000.0, WakeP99TargetUs);
        table.Print();
    }

    private static void Add(TextTable table, string name, double measured, double target) =>
        table.Add(name, $"{measured:F2}", $"<= {target}", measured <= target ? "yes" : "no");

    private static string Us(long ns) => $"{ns / 1000.0:N1}";
}
