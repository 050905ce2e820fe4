using System.Globalization;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.PeerProcess;

/// <summary>
/// Three stages, one behind the other and each on its own thread, over the rings 0, 1, … of a directory. Says <c>ready</c>; to <c>cpu</c> it says
/// the process's processor time in microseconds, to <c>handled</c> how many events the last stage has handled and how many were bad;
/// at any other word it drains and ends.
/// </summary>
internal static class PipelineCommand
{
    internal static int Run(string directory, int rings, string wait)
    {
        if (!WaitKinds.TryParse(wait, out var kind))
            throw new ArgumentException($"no wait strategy '{wait}'");
        var counts = new long[2];
        using var builder = new PipelineBuilder<TestRecord>([.. Enumerable.Range(0, rings).Select(i => Path.Combine(directory, i.ToString(CultureInfo.InvariantCulture)))]);
        using var pipeline = builder
            .Stage("first", default(PassingHandler))
            .Stage("second", default(PassingHandler), "first")
            .Stage("third", new CheckingHandler(counts), "second")
            .Build();
        pipeline.Start(threads: 3, kind);
        Console.WriteLine("ready");
        while (true)
        {
            switch (Console.ReadLine())
            {
                case "cpu":
                    Console.WriteLine($"cpu {Environment.CpuUsage.TotalTime.Ticks / TimeSpan.TicksPerMicrosecond}");
                    break;
                case "handled":
                    Console.WriteLine($"handled {Volatile.Read(ref counts[0])} {Volatile.Read(ref counts[1])}");
                    break;
                default:
                    Console.WriteLine($"drained {pipeline.DrainAndStop(TimeSpan.FromSeconds(20))} {pipeline.Fault?.Exception.Message}");
                    return 0;
            }
        }
    }

    private readonly struct PassingHandler : IEventHandler<TestRecord>
    {
        public void OnEvent(in TestRecord data, int ring, long sequence, bool endOfBatch)
        {
        }
    }

    private readonly struct CheckingHandler(long[] counts) : IEventHandler<TestRecord>
    {
        public void OnEvent(in TestRecord data, int ring, long sequence, bool endOfBatch)
        {
            if (!data.IsIntact(sequence))
                Volatile.Write(ref counts[1], counts[1] + 1);
            Volatile.Write(ref counts[0], counts[0] + 1);
        }
    }
}
