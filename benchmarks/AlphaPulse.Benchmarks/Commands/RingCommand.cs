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
        if (arguments.Fault() is { } fault)
            throw new UsageException(fault);
        var cores = Cores.Allowed();
        if (cores.Count < 2)
            throw new UsageException("The benchmark needs two cores, and this process may use only one.");

        var (sendCore, receiveCore) = (cores[0], cores[1]);
        var clock = Clock.Calibrate();
        MachineHeader.Print(clock);
        Console.WriteLine($"placement   sender on core {sendCore}, receiver on core {receiveCore}; every receiver polls");
        Console.WriteLine($"rounds      {arguments.Runs} of {arguments.Secs} s a measurement; medians (least..most)");
        var kinds = arguments.Only is { } only ? [only] : Enum.GetValues<TransportKind>();
        using var bench = new TransportBench(clock, sendCore, receiveCore, (long)(arguments.Secs * 1e9));
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
