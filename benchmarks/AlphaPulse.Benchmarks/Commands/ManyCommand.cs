using AlphaPulse.Benchmarks.Many;
using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.Benchmarks.Reports;
using AlphaPulse.Benchmarks.Transports;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary><c>benchmarks many</c>: everything once in each round, so that what the machine does to one it does to all.</summary>
internal static class ManyCommand
{
    // What the ring is to reach on a machine of two cores; printed beside the figures, never judged by an exit code.
    private const double MillionsPerSecondTarget = 15;
    private const double DelayTargetMs = 100;

    internal static int Run(ManyArguments arguments)
    {
        var clock = Clock.Calibrate();
        var (first, second) = arguments.Begin(clock, (first, second) => $"writers on cores {first} and {second}, the reader on either; who finds the ring full or empty yields");
        using var transports = new TransportBench(clock, first, second, arguments.DurationNs);
        using var bench = new ManyWritersBench(first, second, arguments.DurationNs);
        using var interrupt = new Interrupt(() =>
        {
            transports.Dispose();
            bench.Dispose();
        });
        var pingPong = new Series();
        var figures = ManyWritersBench.Kinds.Select(_ => BatchSizes.All.Select(_ => new Series()).ToArray()).ToArray();
        var delays = new Series();
        for (var round = 0; round < arguments.Runs; round++)
        {
            pingPong.Add(transports.PingPong());
            for (var i = 0; i < BatchSizes.All.Length; i++)
            {
                for (var kind = 0; kind < figures.Length; kind++)
                {
                    Progress.Show($"round {round + 1} of {arguments.Runs}: {ManyWritersBench.Kinds[kind]}, batch of {BatchSizes.All[i]}");
                    figures[kind][i].Add(bench.MillionsPerSecond(kind, BatchSizes.All[i]));
                }
            }

            for (var kill = 0; kill < arguments.Kills; kill++)
            {
                Progress.Show($"round {round + 1} of {arguments.Runs}: writer {kill + 1} is killed");
                delays.Add(bench.DelayOfAKilledWriterMs());
            }
        }

        Progress.Clear();
        MachineHeader.PrintPingPong(pingPong);
        Console.WriteLine();
        Console.WriteLine("as fast as it goes, in millions of records/s, by the number of records that are claimed and published together; every record checked");
        var table = new TextTable(["ring", .. BatchSizes.All.Select(b => $"batch of {b}")]);
        for (var kind = 0; kind < figures.Length; kind++)
            table.Add([ManyWritersBench.Kinds[kind], .. figures[kind].Select(s => s.Text("N1"))]);
        table.Print();
        Console.WriteLine($"target      {MillionsPerSecondTarget:N0} M/s with two writer processes");
        Console.WriteLine();
        Console.WriteLine($"killed      from the signal until the reader has a record behind the dead writer's claim: {delays.Text("N1")} ms; target at most {DelayTargetMs:N0} ms");
        return ExitCode.Ok;
    }
}
