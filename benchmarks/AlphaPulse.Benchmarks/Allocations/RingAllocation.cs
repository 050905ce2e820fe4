using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.Benchmarks.Allocations;

/// <summary>Bytes allocated while records pass a ring.</summary>
internal static class RingAllocation
{
    internal const long Records = 1_000_000;

    private static readonly TimeSpan s_drainTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Writer and reader take turns on the calling thread, whose allocations are counted.</summary>
    internal static long OnOneThread(RunDirectory run)
    {
        using var writer = RingWriter<MarketEvent>.Create(run.RingPath("one"), new RingOptions { Capacity = Schedule.RingCapacity });
        using var reader = GatedReader<MarketEvent>.Attach(run.RingPath("one"), new ReaderOptions { Name = "alloc" });
        Pass(writer, reader, Schedule.RingCapacity);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Pass(writer, reader, Records);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>A stage reads on a thread of its own; the allocations of all threads are counted.</summary>
    internal static long ThroughPipeline<THandler>(RunDirectory run, THandler handler)
        where THandler : struct, IEventHandler<MarketEvent>
    {
        var path = run.RingPath(typeof(THandler).Name);
        using var writer = RingWriter<MarketEvent>.Create(path, new RingOptions { Capacity = Schedule.RingCapacity });
        using var builder = new PipelineBuilder<MarketEvent>([path]);
        using var pipeline = builder.Stage("alloc", handler).Build();
        pipeline.Start();
        Write(writer, Schedule.RingCapacity);
        while (pipeline.Position(0, 0) < Schedule.RingCapacity)
            Thread.Yield();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Write(writer, Records);
        while (pipeline.Position(0, 0) < Schedule.RingCapacity + Records)
            Thread.Yield();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        pipeline.DrainAndStop(s_drainTimeout);
        return allocated;
    }

    private static void Pass(RingWriter<MarketEvent> writer, GatedReader<MarketEvent> reader, long records)
    {
        for (long sequence = 0; sequence < records; sequence++)
        {
            if (writer.TryClaim() != ClaimStatus.Claimed)
            {
                reader.Release(reader.Peek(Schedule.RingCapacity).Length);
                sequence--;
                continue;
            }

            Payload.Fill(ref writer[0], sequence, 0, 0);
            writer.Publish();
        }
    }

    private static void Write(RingWriter<MarketEvent> writer, long records)
    {
        var wait = default(YieldWait);
        for (long sequence = 0; sequence < records; sequence++)
        {
            if (writer.Claim(1, ref wait) != ClaimStatus.Claimed)
                throw new InvalidOperationException("The ring was closed.");
            Payload.Fill(ref writer[0], sequence, 0, 0);
            writer.Publish();
        }
    }
}
