using AlphaPulse.Benchmarks.Micro;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary><c>benchmarks micro</c>: in this process, so that nothing has to be restored or built, and without files of results.</summary>
internal static class MicroCommand
{
    internal static int Run(MicroArguments arguments)
    {
        var artifacts = Directory.CreateTempSubdirectory("alphapulse-micro-");
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(100));
        var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(ConsoleLogger.Default).AddColumnProvider(DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.DisableLogFile)
            .WithArtifactsPath(artifacts.FullName);
        try
        {
            BenchmarkSwitcher.FromTypes([typeof(ClockBench), typeof(HistogramBench), typeof(RingBench), typeof(ScheduleBench)]).Run(["--filter", arguments.Filter], config);
            return ExitCode.Ok;
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }
}
