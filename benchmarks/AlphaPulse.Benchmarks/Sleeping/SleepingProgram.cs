using System.Text.Json;
using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Sleeping;

/// <summary>
/// The process that waits: three stages over all rings. Says <c>ready</c>; to each line it answers with a line of JSON, a
/// <see cref="SleepingReply"/>; ends when its standard input does.
/// </summary>
internal static class SleepingProgram
{
    internal const string Verb = "wait-peer";

    internal static int Run(string setupText)
    {
        // The terminal's interrupt goes to both processes; the first one decides.
        Console.CancelKeyPress += (_, e) => e.Cancel = true;
        var setup = JsonSerializer.Deserialize<SleepingSetup>(setupText)!;
        var clock = new Clock(setup.Clock);
        var (first, third) = (Latency.NewHistogram(), Latency.NewHistogram());
        using var builder = new PipelineBuilder<MarketEvent>(setup.Rings);
        using var pipeline = builder
            .Stage("first", new WakeHandler(clock, first))
            .Stage("second", new WakeHandler(clock, Latency.NewHistogram()), "first")
            .Stage("third", new WakeHandler(clock, third), "second")
            .Build();
        pipeline.Start(threads: 3, setup.Wait);
        Console.Out.WriteLine("ready");
        while (Console.In.ReadLine() is not null)
        {
            // Nothing flows while it is asked, so the histograms stand still.
            var reply = new SleepingReply(Environment.CpuUsage.TotalTime.Ticks * TimeSpan.NanosecondsPerTick, WakeLatency.Of(first), WakeLatency.Of(third), pipeline.Fault?.Exception.Message);
            Console.Out.WriteLine(JsonSerializer.Serialize(reply));
        }

        return 0;
    }
}
