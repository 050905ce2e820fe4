using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.Benchmarks.Reports;
using AlphaPulse.Benchmarks.Shapes;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary><c>benchmarks shapes</c>: everything once in each round, so that what the machine does to one it does to all.</summary>
internal static class ShapesCommand
{
    internal static int Run(ShapesArguments arguments)
    {
        if (arguments.Fault() is { } fault)
            throw new UsageException(fault);
        var cores = Cores.Allowed();
        if (cores.Count < 2)
            throw new UsageException("The benchmark needs two cores, and this process may use only one.");

        var clock = Clock.Calibrate();
        var durationNs = (long)(arguments.Secs * 1e9);
        MachineHeader.Print(clock);
        Console.WriteLine($"placement   writer on core {cores[0]}, everybody else on core {cores[1]}, where they yield to each other");
        Console.WriteLine($"rounds      {arguments.Runs} of {arguments.Secs} s a measurement; medians (least..most)");
        using var transports = new TransportBench(clock, cores[0], cores[1], durationNs);
        using var bench = new ShapeBench(null, clock, cores[0], cores[1], durationNs);
        using var huge = arguments.HugeDir is { } directory ? new ShapeBench(directory, clock, cores[0], cores[1], durationNs) : null;
        using var interrupt = new Interrupt(() =>
        {
            transports.Dispose();
            bench.Dispose();
            huge?.Dispose();
        });
        var figures = new ShapeFigures();
        for (var round = 0; round < arguments.Runs; round++)
        {
            Progress.Show($"round {round + 1} of {arguments.Runs}");
            figures.AddRound(transports.PingPong(), bench, huge);
        }

        Progress.Clear();
        figures.Print();
        return ExitCode.Ok;
    }
}
