using System.Threading.Channels;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>A channel's reader; takes what is there, up to a batch.</summary>
internal readonly struct ChannelReceiver(ChannelReader<MarketEvent> reader, ReceivedCount? received) : IReceiver
{
    private readonly MarketEvent[] _batch = new MarketEvent[BatchSizes.Largest];

    /// <inheritdoc/>
    public ref readonly MarketEvent this[int index] => ref _batch[index];

    /// <inheritdoc/>
    public int Poll()
    {
        var count = 0;
        while (count < _batch.Length && reader.TryRead(out _batch[count]))
            count++;
        return count;
    }

    /// <inheritdoc/>
    public void Release(int count)
    {
        if (received is not null)
            Volatile.Write(ref received.Value, received.Value + count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
