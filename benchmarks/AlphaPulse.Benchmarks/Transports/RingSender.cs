using System.Runtime.CompilerServices;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>The ring's writer.</summary>
internal readonly struct RingSender(RingWriter<MarketEvent> writer) : ISender
{
    /// <inheritdoc/>
    public ref MarketEvent this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref writer[index];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryClaim(int count) => writer.TryClaim(count) == ClaimStatus.Claimed;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(int count) => writer.Publish(count);

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
