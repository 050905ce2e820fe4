using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.Benchmarks.Reports;
using AlphaPulse.Benchmarks.Transports;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary><c>benchmarks ring</c>: everything once in each round, so that what the machine does to one it does to all.</summary>
internal static class RingCommand
{
    internal static int Run(RingArguments arguments)
    {
        var clock = Clock.Calibrate();
        var (sendCore, receiveCore) = arguments.Begin(clock, (first, second) => $"sender on core {first}, receiver on core {second}; every receiver polls");
        var kinds = arguments.Only is { } only ? [only] : Enum.GetValues<TransportKind>();
        using var bench = new TransportBench(clock, sendCore, receiveCore, arguments.DurationNs);
        using var interrupt = new Interrupt(bench.Dispose);
        var pingPong = new Series();
        var figures = kinds.ToDictionary(k => k, _ => new TransportFigures());
        for (var round = 0; round < arguments.Runs; round++)
        {
            var pingPongNs = bench.PingPong();
            pingPong.Add(pingPongNs);
            foreach (var kind in kinds)
            {
                Progress.Show($"round {round + 1} of {arguments.Runs}: {RingReport.Name(kind)}");
                figures[kind].AddPaced(bench.Paced(kind), pingPongNs);
                for (var i = 0; i < BatchSizes.All.Length; i++)
                    figures[kind].AddFlood(bench.Flood(kind, BatchSizes.All[i]), i);
            }
        }

        Progress.Clear();
        RingReport.Print(pingPong, figures);
        return ExitCode.Ok;
    }
}
