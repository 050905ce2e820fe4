using AlphaPulse.Benchmarks.Micro;
using BenchmarkDotNet.Running;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary><c>benchmarks micro</c>.</summary>
internal static class MicroCommand
{
    internal static int Run(MicroArguments arguments)
    {
        BenchmarkSwitcher.FromTypes([typeof(ClockBench), typeof(HistogramBench), typeof(RingBench)]).Run(["--filter", arguments.Filter]);
        return ExitCode.Ok;
    }
}
