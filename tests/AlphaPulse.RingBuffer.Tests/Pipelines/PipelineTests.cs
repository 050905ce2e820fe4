using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests;

public sealed class PipelineTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, WaitKind.BackOff)]
    [InlineData(2, WaitKind.Yield)]
    public void DrainAndStop_TwoStagesTwoRings_SecondNeverAheadOfFirst(int threads, WaitKind wait)
    {
        const int Count = 20_000;
        var rings = new[] { _directory.Ring("a"), _directory.Ring("b") };
        var writers = rings.Select(r => RingWriter<TestRecord>.Create(r, new RingOptions { Capacity = 128 })).ToArray();
        var first = new long[2];
        var second = new long[2];
        using var builder = new PipelineBuilder<TestRecord>(rings);
        using var pipeline = builder
            .Stage("first", new CountingHandler(first, null))
            .Stage("second", new CountingHandler(second, first), "first")
            .Build();
        pipeline.Start(threads, wait);
        var writerWait = default(YieldWait);
        for (long sequence = 0; sequence < Count; sequence++)
        {
            foreach (var writer in writers)
            {
                Assert.Equal(ClaimStatus.Claimed, writer.Claim(1, ref writerWait));
                writer[0].Fill(sequence);
                writer.Publish();
            }
        }

        Assert.True(pipeline.DrainAndStop(TimeSpan.FromSeconds(30)), pipeline.Fault?.Exception.ToString());
        Assert.Equal([Count, Count], second);
        foreach (var writer in writers)
            writer.Dispose();
    }

    private readonly struct CountingHandler(long[] counts, long[]? mustBeBehind) : IEventHandler<TestRecord>
    {
        public void OnEvent(in TestRecord data, int ring, long sequence, bool endOfBatch)
        {
            if (!data.IsIntact(sequence) || counts[ring] != sequence)
                throw new InvalidOperationException($"record {data.Sequence} at {sequence}, expected {counts[ring]}");
            if (mustBeBehind is not null && Volatile.Read(ref mustBeBehind[ring]) <= sequence)
                throw new InvalidOperationException($"second stage is ahead at {sequence}");
            Volatile.Write(ref counts[ring], sequence + 1);
        }
    }
}
