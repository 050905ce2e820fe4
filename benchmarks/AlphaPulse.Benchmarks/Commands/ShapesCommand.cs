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
        var clock = Clock.Calibrate();
        var (first, second) = arguments.Begin(clock, (first, second) => $"writer on core {first}, everybody else on core {second}, where they yield to each other");
        using var transports = new TransportBench(clock, first, second, arguments.DurationNs);
        using var bench = new ShapeBench(null, clock, first, second, arguments.DurationNs);
        using var huge = arguments.HugeDir is { } directory ? new ShapeBench(directory, clock, first, second, arguments.DurationNs) : null;
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
