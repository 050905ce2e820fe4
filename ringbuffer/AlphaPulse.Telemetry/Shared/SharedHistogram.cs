using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>
/// A histogram in a telemetry file that one thread records into and any process reads and subtracts meanwhile. No lock, no
/// allocation, no system call.
/// </summary>
/// <remarks>
/// <para>Order of stores for one value: extremes, clamp count and sum, then the counter with release. A reader copies the counters
/// first and the rest afterwards, and takes the total from the counters that it copied: so its percentiles always agree with its
/// total, and its extremes cover every value it counted (they, the clamp count and the sum can be ahead by what was recorded during the copy).</para>
/// <para>Usable between <see cref="TelemetryBuilder.Create"/> and the disposal of what that returned; outside it recording throws
/// <see cref="InvalidOperationException"/>. The writing thread must have stopped before the disposal.</para>
/// </remarks>
public sealed unsafe class SharedHistogram
{
    private readonly HistogramLayout _layout;

    // Set by Bind to a HistogramBlock inside the mapping, followed by _layout.CounterCount longs; null outside its life.
    private HistogramBlock* _block;

    internal SharedHistogram(string name, HistogramLayout layout)
    {
        Name = name;
        _layout = layout;
    }

    /// <summary>Name of the histogram: <c>group/metric</c>.</summary>
    public string Name { get; }

    /// <summary>Its settings.</summary>
    public HistogramLayout Layout => _layout;

    /// <summary>Counts one value. Writing thread only.</summary>
    /// <param name="value">Clamped and counted as such if it is negative or above the highest trackable value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RecordValue(long value)
    {
        var block = _block;
        if (block == null)
            ThrowUnbound(Name);
        if (value < block->Min || value > block->Max)
            Widen(block, value);
        if ((ulong)value > (ulong)_layout.HighestTrackableValue)
            value = Clamp(block, value);
        block->Sum += value;

        // In bounds: 0 <= value <= HighestTrackableValue here, see HistogramLayout.IndexOf.
        var counter = (long*)(block + 1) + _layout.IndexOf(value);
        Volatile.Write(ref *counter, *counter + 1);
    }

    internal void Bind(HistogramBlock* block)
    {
        block->Min = long.MaxValue;
        block->Max = long.MinValue;
        _block = block;
    }

    internal void Unbind() => _block = null;

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowUnbound(string name) =>
        throw new InvalidOperationException($"{name} is not in a telemetry file: it is written before TelemetryBuilder.Create or after the file was disposed.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Widen(HistogramBlock* block, long value)
    {
        block->Min = Math.Min(block->Min, value);
        block->Max = Math.Max(block->Max, value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Clamp(HistogramBlock* block, long value)
    {
        block->Clamped++;
        return _layout.Clamp(value);
    }
}
