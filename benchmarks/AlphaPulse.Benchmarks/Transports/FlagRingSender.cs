using System.Runtime.CompilerServices;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>A producer of a <see cref="FlagRing"/>.</summary>
internal struct FlagRingSender(FlagRing ring) : ISender
{
    private long _first;
    private long _cachedGating;

    /// <inheritdoc/>
    public readonly ref MarketEvent this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref ring.Slot(_first + index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryClaim(int count) => (_first = ring.TryClaim(count, ref _cachedGating)) >= 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Publish(int count) => ring.Publish(_first, count);

    /// <inheritdoc/>
    public readonly void Dispose()
    {
        var path = ring.Path;
        ring.Dispose();
        File.Delete(path);
    }
}
