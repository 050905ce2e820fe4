using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.PeerProcess;

/// <summary>Runs one pipeline stage behind stages of another process; drains on <c>stop</c> and says <c>handled</c>.</summary>
internal static class StageCommand
{
    internal static int Run(string ring, string name, string[] after)
    {
        var counts = new long[2];
        using var builder = new PipelineBuilder<TestRecord>([ring]);
        using var pipeline = builder.Stage(name, new CheckingHandler(counts), after).Build();
        pipeline.Start();
        Console.WriteLine($"ready {pipeline.Position(0, 0)}");
        _ = Console.ReadLine();
        var isDrained = pipeline.DrainAndStop(TimeSpan.FromSeconds(20));
        Console.WriteLine($"handled {counts[0]} {counts[1]} {isDrained} {pipeline.Fault?.Exception.Message}");
        return 0;
    }

    private readonly struct CheckingHandler(long[] counts) : IEventHandler<TestRecord>
    {
        public void OnEvent(in TestRecord data, int ring, long sequence, bool endOfBatch)
        {
            counts[0]++;
            counts[1] += data.IsIntact(sequence) ? 0 : 1;
        }
    }
}
