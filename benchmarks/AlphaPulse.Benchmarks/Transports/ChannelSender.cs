using System.Threading.Channels;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>A channel's writer. An unbounded channel is held to a number of outstanding records by the receiver's count.</summary>
internal struct ChannelSender(ChannelWriter<MarketEvent> writer, ReceivedCount? received, long capacity) : ISender
{
    private readonly MarketEvent[] _claim = new MarketEvent[BatchSizes.Largest];
    private long _sent;
    private long _limit;

    /// <inheritdoc/>
    public readonly ref MarketEvent this[int index] => ref _claim[index];

    /// <inheritdoc/>
    public bool TryClaim(int count)
    {
        if (received is null || _sent + count <= _limit)
            return true;
        _limit = Volatile.Read(ref received.Value) + capacity;
        return _sent + count <= _limit;
    }

    /// <inheritdoc/>
    public void Publish(int count)
    {
        for (var i = 0; i < count; i++)
        {
            while (!writer.TryWrite(_claim[i]))
                Thread.SpinWait(1);
        }

        _sent += count;
    }

    /// <inheritdoc/>
    public readonly void Dispose() => writer.TryComplete();
}
