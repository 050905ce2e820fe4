using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Benchmarks.Sleeping;

/// <summary>Notes when a stage sees a record.</summary>
internal readonly struct WakeHandler(Clock clock, LongHistogram histogram) : IEventHandler<MarketEvent>
{
    /// <inheritdoc/>
    public void OnEvent(in MarketEvent data, int ring, long sequence, bool endOfBatch)
    {
        // The first record of each ring finds code that was never run.
        if (sequence > 0)
            histogram.RecordValue(Math.Max(1, clock.NowNs() - data.PublishNs));
    }
}
