using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>As the paced receive loop, in a stage of a pipeline.</summary>
internal readonly struct PacedHandler(PipelineCheck check) : IEventHandler<MarketEvent>
{
    /// <inheritdoc/>
    public void OnEvent(in MarketEvent data, int ring, long sequence, bool endOfBatch)
    {
        if (Payload.IsEnd(in data))
        {
            check.EndPaced(sequence);
            return;
        }

        if (!Payload.IsIntact(in data, sequence))
            check.Faults++;
        var seen = check.Clock.NowNsFenced();
        if (sequence >= Schedule.WarmUpRecords)
            check.Histogram.RecordValue(seen - data.PublishNs);
    }
}
