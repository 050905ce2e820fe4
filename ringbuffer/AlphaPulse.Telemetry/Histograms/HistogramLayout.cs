using System.Numerics;
using System.Runtime.CompilerServices;

namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// The settings of a histogram and the bucket arithmetic that follows from them, as HdrHistogram defines it: values up to
/// 2^k units have a counter each, then every doubling of the value doubles the width of a counter, so that a counter is
/// never wider than one part in 10^digits. Shared by the histograms in a process and those in shared memory. Immutable.
/// </summary>
public readonly record struct HistogramLayout
{
    // 2^62 is the last power of two that a long holds with room for the half bucket above it.
    private const int MaximumMagnitude = 62;

    private readonly long _subBucketMask;
    private readonly int _leadingZeroBase;
    private readonly int _unitMagnitude;
    private readonly int _halfMagnitude;

    /// <summary>Derives the layout from its three settings.</summary>
    /// <param name="lowest">Lowest value that must be discernible from 0, at least 1. Rounded down to a power of two.</param>
    /// <param name="highest">Highest value that can be recorded, at least twice <paramref name="lowest"/>.</param>
    /// <param name="digits">Significant decimal digits that are kept, 0 to 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range, or the three do not fit 63 bits together.</exception>
    public HistogramLayout(long lowest, long highest, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lowest, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lowest, long.MaxValue / 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(highest, 2 * lowest);
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 5);

        LowestDiscernibleValue = lowest;
        HighestTrackableValue = highest;
        SignificantDigits = digits;

        long singleUnitRange = 2;
        for (var i = 0; i < digits; i++)
            singleUnitRange *= 10;
        var subBucketMagnitude = BitOperations.Log2((ulong)singleUnitRange - 1) + 1;
        _unitMagnitude = BitOperations.Log2((ulong)lowest);
        if (_unitMagnitude + subBucketMagnitude > MaximumMagnitude)
            throw new ArgumentOutOfRangeException(nameof(digits), digits, $"{digits} digits above a lowest value of {lowest} do not fit 63 bits.");

        _halfMagnitude = subBucketMagnitude - 1;
        _subBucketMask = ((1L << subBucketMagnitude) - 1) << _unitMagnitude;
        _leadingZeroBase = 64 - _unitMagnitude - subBucketMagnitude;
        CounterCount = (CountBuckets(highest, subBucketMagnitude + _unitMagnitude) + 1) << _halfMagnitude;
    }

    /// <summary>
    /// What every latency of this project is recorded with: nanoseconds, 1 ns to 60 s, 3 digits (27,648 counters, 221 KB).
    /// One setting for all, because merging histograms of different settings shifts their percentiles.
    /// </summary>
    public static HistogramLayout LatencyNs { get; } = new(1, 60_000_000_000, 3);

    /// <summary>Lowest value that is discernible from 0.</summary>
    public long LowestDiscernibleValue { get; }

    /// <summary>Highest value that is recorded as it is; what lies above is clamped to it and counted.</summary>
    public long HighestTrackableValue { get; }

    /// <summary>Significant decimal digits kept.</summary>
    public int SignificantDigits { get; }

    /// <summary>Number of counters, each 8 bytes.</summary>
    public int CounterCount { get; }

    /// <summary>
    /// Whether two layouts count every value in the counter of the same index, whatever their highest values are: then the sum of
    /// their counters is what one histogram of the larger range would have counted.
    /// </summary>
    /// <param name="other">Another layout.</param>
    public bool CountsAlike(HistogramLayout other) => _halfMagnitude == other._halfMagnitude && _unitMagnitude == other._unitMagnitude && SignificantDigits == other.SignificantDigits;

    /// <summary>HdrHistogram's number of buckets, each a doubling of the value.</summary>
    internal int BucketCount => (CounterCount >> _halfMagnitude) - 1;

    /// <summary>HdrHistogram's number of counters in the first bucket; every other one adds half as many.</summary>
    internal int SubBucketCount => 2 << _halfMagnitude;

    /// <summary>The smallest value that is counted together with this one.</summary>
    /// <param name="value">0 to <see cref="HighestTrackableValue"/>; what lies outside is taken as the nearer end.</param>
    public long LowestEquivalentValue(long value)
    {
        var magnitude = WidthMagnitude(Clamp(value));
        return Clamp(value) >> magnitude << magnitude;
    }

    /// <summary>The largest value that is counted together with this one.</summary>
    /// <inheritdoc cref="LowestEquivalentValue"/>
    public long HighestEquivalentValue(long value)
    {
        var magnitude = WidthMagnitude(Clamp(value));
        return Clamp(value) | ((1L << magnitude) - 1);
    }

    /// <summary>The smallest value that a counter counts.</summary>
    /// <param name="index">0 to <see cref="CounterCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such counter.</exception>
    public long LowestValueAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, CounterCount);
        var half = 1 << _halfMagnitude;
        var bucket = (index >> _halfMagnitude) - 1;
        return bucket < 0
            ? (long)index << _unitMagnitude
            : (long)((index & (half - 1)) + half) << (bucket + _unitMagnitude);
    }

    /// <summary>The largest value that a counter counts.</summary>
    /// <inheritdoc cref="LowestValueAt"/>
    public long HighestValueAt(int index) => LowestValueAt(index) + WidthAt(index) - 1;

    /// <summary>The middle of a counter's range, which stands for its values in means.</summary>
    /// <inheritdoc cref="LowestValueAt"/>
    public long MedianValueAt(int index) => LowestValueAt(index) + (WidthAt(index) >> 1);

    /// <summary>The value itself if it lies within 0 and <see cref="HighestTrackableValue"/>, else the nearer end.</summary>
    /// <param name="value">Any value.</param>
    public long Clamp(long value) => value < 0 ? 0 : value > HighestTrackableValue ? HighestTrackableValue : value;

    /// <summary>
    /// Counter of a value. The caller guarantees 0 ≤ value ≤ <see cref="HighestTrackableValue"/>; then the result is below
    /// <see cref="CounterCount"/>, which the unchecked stores of the shared histogram rely on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int IndexOf(long value)
    {
        var bucket = _leadingZeroBase - BitOperations.LeadingZeroCount((ulong)(value | _subBucketMask));
        return (bucket << _halfMagnitude) + (int)((ulong)value >> (bucket + _unitMagnitude));
    }

    private static int CountBuckets(long highest, int firstMagnitude)
    {
        var count = 1;
        for (var magnitude = firstMagnitude; magnitude < 63 && 1L << magnitude <= highest; magnitude++)
            count++;
        return count;
    }

    private int WidthMagnitude(long value) =>
        _leadingZeroBase - BitOperations.LeadingZeroCount((ulong)(value | _subBucketMask)) + _unitMagnitude;

    private long WidthAt(int index) => 1L << (Math.Max((index >> _halfMagnitude) - 1, 0) + _unitMagnitude);
}
