namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// The sum of histograms whose settings are not known before the first one. Ranges may differ: with the same lowest value and digits
/// every value has the same counter in both, so the sum is exact and takes the larger range. Any other difference would
/// shift percentiles and is refused. Not thread-safe.
/// </summary>
public sealed class HistogramSum
{
    /// <summary>The sum; <c>null</c> before the first histogram.</summary>
    public LongHistogram? Total { get; private set; }

    /// <summary>Adds a histogram; it is not kept.</summary>
    /// <param name="histogram">Any histogram that counts like the ones before.</param>
    /// <exception cref="InvalidDataException">Its settings count differently from those before; nothing is changed.</exception>
    /// <exception cref="OverflowException">The counts would exceed 2^63 − 1; nothing is changed.</exception>
    public void Add(LongHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        if (Total is null)
        {
            Total = histogram.Copy();
            return;
        }
        var (mine, its) = (Total.Layout, histogram.Layout);
        if (mine == its)
        {
            Total.Add(histogram);
            return;
        }
        if (!mine.CountsAlike(its))
            throw new InvalidDataException($"Its settings ({Describe(its)}) differ from those before it ({Describe(mine)}): a sum would shift percentiles.");
        var widest = new HistogramLayout(mine.LowestDiscernibleValue, Math.Max(mine.HighestTrackableValue, its.HighestTrackableValue), mine.SignificantDigits);
        var total = Total.Widened(widest);
        total.Add(histogram.Widened(widest));
        Total = total;
    }

    private static string Describe(HistogramLayout layout) =>
        $"from {layout.LowestDiscernibleValue}, {layout.SignificantDigits} digits";
}
