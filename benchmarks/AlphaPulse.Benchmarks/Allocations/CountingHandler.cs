using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.Benchmarks.Allocations;

/// <summary>Does next to nothing.</summary>
internal struct CountingHandler : IEventHandler<MarketEvent>
{
    internal long Sum { get; private set; }

    /// <inheritdoc/>
    public void OnEvent(in MarketEvent data, int ring, long sequence, bool endOfBatch) => Sum += data.Price;
}
