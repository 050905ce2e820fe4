using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.Benchmarks.Allocations;

/// <summary>The control: allocates one object an event, which the measurement must see.</summary>
internal struct AllocatingHandler : IEventHandler<MarketEvent>
{
    internal object? Last { get; private set; }

    /// <inheritdoc/>
    public void OnEvent(in MarketEvent data, int ring, long sequence, bool endOfBatch) => Last = new object();
}
