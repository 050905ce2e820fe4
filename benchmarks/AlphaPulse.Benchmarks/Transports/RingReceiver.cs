using System.Runtime.CompilerServices;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Consuming;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>A gated reader, which releases a batch at a time.</summary>
internal readonly struct RingReceiver(GatedReader<MarketEvent> reader) : IReceiver
{
    // As the pipeline's stages do.
    private const int MaxBatch = 256;

    /// <inheritdoc/>
    public ref readonly MarketEvent this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref reader[reader.Position + index];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Poll() => (int)Math.Min(reader.Available(), MaxBatch);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release(int count) => reader.Release(count);

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
