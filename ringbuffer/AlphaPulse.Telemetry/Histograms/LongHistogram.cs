namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// A high dynamic range histogram of 64-bit counts under the names, bucket arithmetic and percentile rule of HdrHistogram.
/// Values outside its range are clamped <em>and counted</em>, never dropped and never an exception; the exact extremes and
/// the exact sum are kept beside the counters. Allocates nothing after construction. Not thread-safe.
/// </summary>
public sealed class LongHistogram
{
    private readonly long[] _counts;
    private long _min = long.MaxValue;
    private long _max = long.MinValue;

    /// <summary>An empty histogram.</summary>
    /// <param name="lowest">Lowest value that must be discernible from 0, at least 1.</param>
    /// <param name="highest">Highest value that can be recorded, at least twice <paramref name="lowest"/>.</param>
    /// <param name="digits">Significant decimal digits that are kept, 0 to 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public LongHistogram(long lowest, long highest, int digits)
        : this(new HistogramLayout(lowest, highest, digits))
    {
    }

    /// <summary>An empty histogram.</summary>
    /// <param name="layout">Its settings, constructed (not <c>default</c>).</param>
    public LongHistogram(HistogramLayout layout)
    {
        if (layout.CounterCount == 0)
            throw new ArgumentException("The layout was not constructed.", nameof(layout));
        Layout = layout;
        _counts = new long[layout.CounterCount];
    }

    /// <summary>The settings.</summary>
    public HistogramLayout Layout { get; }

    /// <summary>Number of values recorded, clamped ones included.</summary>
    public long TotalCount { get; private set; }

    /// <summary>How many of them lay outside the range and are counted at its nearer end.</summary>
    public long ClampedCount { get; private set; }

    /// <summary>Sum of the recorded values (clamped ones as clamped): exact, but an estimate from the counters after decoding.</summary>
    public Int128 Sum { get; private set; }

    /// <summary>
    /// Smallest value given, exact and unclamped; 0 if there is none. After <see cref="Subtract"/> and after decoding it is known
    /// only to the width of a counter, whose lower end it then is.
    /// </summary>
    public long Min => TotalCount == 0 ? 0 : _min;

    /// <summary>
    /// Largest value given, exact and unclamped; 0 if there is none. After <see cref="Subtract"/> and after decoding it is known
    /// only to the width of a counter, whose upper end it then is.
    /// </summary>
    public long Max => TotalCount == 0 ? 0 : _max;

    internal ReadOnlySpan<long> Counts => _counts;

    /// <summary>Counts one value.</summary>
    /// <param name="value">Clamped and counted as such if it is negative or above the highest trackable value.</param>
    public void RecordValue(long value) => RecordValueWithCount(value, 1);

    /// <summary>Counts a value several times.</summary>
    /// <param name="value">As in <see cref="RecordValue"/>.</param>
    /// <param name="count">How often, 0 or more.</param>
    /// <exception cref="OverflowException">The counts would exceed 2^63 − 1; nothing is recorded.</exception>
    public void RecordValueWithCount(long value, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
            return;
        var clamped = Layout.Clamp(value);
        var total = checked(TotalCount + count);
        if (clamped != value)
            ClampedCount += count;
        TotalCount = total;
        _counts[Layout.IndexOf(clamped)] += count;
        Sum += (Int128)clamped * count;
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
    }

    /// <summary>
    /// The largest value that is equivalent to the value at a percentile: the first counter at which the cumulative count reaches
    /// max(1, ⌈p′ × total / 100⌉), where p′ is the next floating-point number below the percentile, as in HdrHistogram.
    /// </summary>
    /// <param name="percentile">0 to 100; outside it is taken as the nearer end. At 0 the smallest equivalent value is returned.</param>
    /// <returns>0 if nothing was recorded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not a number.</exception>
    public long GetValueAtPercentile(double percentile)
    {
        if (double.IsNaN(percentile))
            throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "is not a number.");
        if (TotalCount == 0)
            return 0;

        // The step down keeps 99.9 % of 1,000 at rank 999 although 99.9 × 1000 / 100 rounds to above 999.
        var requested = Math.Clamp(Math.BitDecrement(percentile), 0.0, 100.0);
        var rank = Math.Max(1L, (long)Math.Ceiling(requested * TotalCount / 100.0));
        long cumulative = 0;
        for (var index = 0; index < _counts.Length; index++)
        {
            cumulative += _counts[index];
            if (cumulative >= rank)
                return percentile <= 0 ? Layout.LowestValueAt(index) : Layout.HighestValueAt(index);
        }
        return GetMaxValue();
    }

    /// <summary>HdrHistogram's minimum: the lowest equivalent of the smallest value, 0 if there is none. The exact one is <see cref="Min"/>.</summary>
    public long GetMinValue() => TotalCount == 0 || _counts[0] > 0 ? 0 : Layout.LowestEquivalentValue(_min);

    /// <summary>HdrHistogram's maximum: the highest equivalent of the largest value, of 0 if there is none. The exact one is <see cref="Max"/>.</summary>
    public long GetMaxValue() => Layout.HighestEquivalentValue(Max);

    /// <summary>Mean over the counters' middles, as HdrHistogram computes it; 0 if nothing was recorded. <see cref="Sum"/> gives the exact mean.</summary>
    public double GetMean()
    {
        if (TotalCount == 0)
            return 0;
        double sum = 0;
        for (var index = 0; index < _counts.Length; index++)
            if (_counts[index] != 0)
                sum += (double)Layout.MedianValueAt(index) * _counts[index];
        return sum / TotalCount;
    }

    /// <summary>Standard deviation over the counters' middles; 0 if nothing was recorded.</summary>
    public double GetStdDeviation()
    {
        if (TotalCount == 0)
            return 0;
        var mean = GetMean();
        double sum = 0;
        for (var index = 0; index < _counts.Length; index++)
            if (_counts[index] != 0)
            {
                var deviation = Layout.MedianValueAt(index) - mean;
                sum += deviation * deviation * _counts[index];
            }
        return Math.Sqrt(sum / TotalCount);
    }

    /// <summary>How many values are counted together with this one.</summary>
    /// <param name="value">Taken as the nearer end of the range if it lies outside.</param>
    public long GetCountAtValue(long value) => _counts[Layout.IndexOf(Layout.Clamp(value))];

    /// <summary>The count of one counter; <see cref="Layout"/> says which values it stands for.</summary>
    /// <param name="index">0 to <see cref="HistogramLayout.CounterCount"/> − 1.</param>
    public long GetCountAtIndex(int index) => _counts[index];

    /// <summary>Adds another histogram's counts to this one.</summary>
    /// <exception cref="ArgumentException">Its settings differ: merging would shift percentiles.</exception>
    /// <exception cref="OverflowException">The counts would exceed 2^63 − 1; nothing is changed.</exception>
    public void Add(LongHistogram other)
    {
        RequireSameLayout(other);
        TotalCount = checked(TotalCount + other.TotalCount);
        for (var index = 0; index < _counts.Length; index++)
            _counts[index] += other._counts[index];
        ClampedCount += other.ClampedCount;
        Sum += other.Sum;
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
    }

    /// <summary>An equal histogram with a larger range, whose layout counts alike.</summary>
    internal LongHistogram Widened(HistogramLayout layout)
    {
        var wide = new LongHistogram(layout)
        {
            TotalCount = TotalCount,
            ClampedCount = ClampedCount,
            Sum = Sum,
            _min = _min,
            _max = _max,
        };
        _counts.CopyTo(wide._counts, 0);
        return wide;
    }

    /// <summary>
    /// Takes another histogram's counts away: what is left of a later snapshot after an earlier one is the interval between them.
    /// </summary>
    /// <exception cref="ArgumentException">Its settings differ, or a count would become negative; nothing is changed.</exception>
    public void Subtract(LongHistogram other)
    {
        RequireSameLayout(other);
        for (var index = 0; index < _counts.Length; index++)
            if (_counts[index] < other._counts[index])
                throw new ArgumentException($"At value {Layout.LowestValueAt(index)} there are {other._counts[index]} to take from {_counts[index]}: it is not an earlier state of this histogram.", nameof(other));
        for (var index = 0; index < _counts.Length; index++)
            _counts[index] -= other._counts[index];
        TotalCount -= other.TotalCount;
        ClampedCount = Math.Max(0, ClampedCount - other.ClampedCount);
        Sum -= other.Sum;
        NarrowExtremes();
    }

    /// <summary>Forgets everything recorded.</summary>
    public void Reset()
    {
        Array.Clear(_counts);
        TotalCount = 0;
        ClampedCount = 0;
        Sum = 0;
        _min = long.MaxValue;
        _max = long.MinValue;
    }

    /// <summary>An equal histogram that shares nothing with this one.</summary>
    public LongHistogram Copy()
    {
        var copy = new LongHistogram(Layout);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Becomes equal to another histogram, without allocating.</summary>
    /// <exception cref="ArgumentException">Its settings differ.</exception>
    public void CopyFrom(LongHistogram other)
    {
        RequireSameLayout(other);
        other._counts.CopyTo(_counts, 0);
        TotalCount = other.TotalCount;
        ClampedCount = other.ClampedCount;
        Sum = other.Sum;
        _min = other._min;
        _max = other._max;
    }

    /// <summary>Adds to one counter, and to the total, nothing else: for those who bring extremes and sum afterwards.</summary>
    internal void AddAtIndex(int index, long count)
    {
        TotalCount = checked(TotalCount + count);
        _counts[index] += count;
    }

    /// <summary>Brings what <see cref="AddAtIndex"/> leaves out, as a recorder kept it.</summary>
    internal void AddExact(long clamped, Int128 sum, long min, long max)
    {
        ClampedCount = checked(ClampedCount + clamped);
        Sum += sum;
        _min = Math.Min(_min, min);
        _max = Math.Max(_max, max);
    }

    /// <summary>Brings what <see cref="AddAtIndex"/> leaves out, as well as the counters tell it.</summary>
    internal void EstimateExact()
    {
        _min = long.MinValue;
        _max = long.MaxValue;
        NarrowExtremes();
        Sum = 0;
        for (var index = 0; index < _counts.Length; index++)
            Sum += (Int128)Layout.MedianValueAt(index) * _counts[index];
    }

    // An extreme that a clamped value gave stays: the counters cannot know it.
    private void NarrowExtremes()
    {
        if (TotalCount == 0)
        {
            _min = long.MaxValue;
            _max = long.MinValue;
            return;
        }
        var first = Array.FindIndex(_counts, count => count != 0);
        var last = Array.FindLastIndex(_counts, count => count != 0);
        if (ClampedCount == 0 || _min >= 0)
            _min = Math.Max(_min, Layout.LowestValueAt(first));
        if (ClampedCount == 0 || _max <= Layout.HighestTrackableValue)
            _max = Math.Min(_max, Layout.HighestValueAt(last));
    }

    private void RequireSameLayout(LongHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Layout != Layout)
            throw new ArgumentException($"Its settings ({Describe(other.Layout)}) differ from this histogram's ({Describe(Layout)}); merging would shift percentiles.", nameof(other));
    }

    private static string Describe(HistogramLayout layout) =>
        $"{layout.LowestDiscernibleValue} to {layout.HighestTrackableValue}, {layout.SignificantDigits} digits";
}
