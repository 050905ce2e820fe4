using System.Runtime.CompilerServices;
using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>Checks each event and counts those that are not the expected ones.</summary>
internal readonly struct CheckingHandler<T>(long[] counts) : IEventHandler<T>
    where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnEvent(in T data, int ring, long sequence, bool endOfBatch)
    {
        if (!Words.IsIntact(in data, sequence))
            counts[1]++;
        if (endOfBatch)
            counts[0] = sequence + 1;
    }
}
