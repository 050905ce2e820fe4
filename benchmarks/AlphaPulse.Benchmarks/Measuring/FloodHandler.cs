using System.Runtime.CompilerServices;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>As the flood's receive loop, in a stage of a pipeline.</summary>
internal readonly struct FloodHandler(PipelineCheck check) : IEventHandler<MarketEvent>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnEvent(in MarketEvent data, int ring, long sequence, bool endOfBatch)
    {
        if (!Payload.IsIntact(in data, sequence))
            check.Faults++;
        if (endOfBatch)
            AfterBatch(in data, sequence);
    }

    private void AfterBatch(in MarketEvent last, long sequence)
    {
        if (check.StartNs == 0 && sequence >= Schedule.WarmUpRecords)
            (check.WarmSequence, check.StartNs) = (sequence + 1, check.Clock.NowNs());
        if (Payload.IsEnd(in last))
            check.EndFlood(sequence);
    }
}
