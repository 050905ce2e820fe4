using System.Runtime.CompilerServices;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>The consumer of a <see cref="FlagRing"/>, which releases a batch at a time.</summary>
internal struct FlagRingReceiver(FlagRing ring) : IReceiver
{
    // As the ring's receiver does.
    private const int MaxBatch = 256;

    private long _position;

    /// <inheritdoc/>
    public readonly ref readonly MarketEvent this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref ring.Slot(_position + index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Poll() => ring.Available(_position, MaxBatch);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release(int count)
    {
        _position += count;
        ring.Release(_position);
    }

    /// <inheritdoc/>
    public readonly void Dispose() => ring.Dispose();
}
