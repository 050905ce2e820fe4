using System.Globalization;

namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// The percentiles of a histogram in steps that halve the distance to 100 %, and the two text forms of them that HdrHistogram's plotters and
/// spreadsheets read: <c>.hgrm</c> and CSV, to the byte what the Java reference writes.
/// </summary>
/// <remarks>Source: HdrHistogram's <c>PercentileIterator</c> and <c>AbstractHistogram.outputPercentileDistribution</c>.</remarks>
public static class PercentileDistribution
{
    /// <summary>Steps in each halving of the distance to 100 %: the reference's default.</summary>
    public const int DefaultTicks = 5;

    /// <summary>The points of the distribution, the last of them at 100 %; none for an empty histogram.</summary>
    /// <param name="histogram">It must not change meanwhile.</param>
    /// <param name="ticks">Steps in each halving of the distance to 100 %, at least 1.</param>
    public static IEnumerable<PercentileStep> Steps(LongHistogram histogram, int ticks = DefaultTicks)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentOutOfRangeException.ThrowIfLessThan(ticks, 1);
        return StepsOf(histogram, ticks);
    }

    /// <summary>Writes the <c>.hgrm</c> form: a table, then mean, standard deviation, maximum and total as comments.</summary>
    /// <param name="target">Where to; lines end with <c>\n</c>.</param>
    /// <param name="histogram">It must not change meanwhile.</param>
    /// <param name="unit">What values are divided by: 1,000,000 prints nanoseconds as milliseconds.</param>
    public static void WriteHgrm(TextWriter target, LongHistogram histogram, double unit)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(histogram);
        var layout = histogram.Layout;
        var digits = layout.SignificantDigits;
        target.Write($"{"Value",12} {"Percentile",14} {"TotalCount",10} {"1/(1-Percentile)",14}\n\n");
        foreach (var step in Steps(histogram))
        {
            var share = step.Percentile / 100.0;
            var last = step.Percentile == 100.0 ? "" : $" {HistogramLogText.Fixed(1 / (1.0 - share), 2),14}";
            target.Write($"{Scaled(step.Value),12} {HistogramLogText.Fixed(share, 12)} {Whole(step.CountToValue),10}{last}\n");
        }
        target.Write($"#[Mean    = {Scaled(histogram.GetMean()),12}, StdDeviation   = {Scaled(histogram.GetStdDeviation()),12}]\n");
        target.Write($"#[Max     = {Scaled(histogram.GetMaxValue()),12}, Total count    = {Whole(histogram.TotalCount),12}]\n");
        target.Write($"#[Buckets = {Whole(layout.BucketCount),12}, SubBuckets     = {Whole(layout.SubBucketCount),12}]\n");

        string Scaled(double value) => HistogramLogText.Fixed(value / unit, digits);
    }

    /// <summary>Writes the table as CSV with a heading.</summary>
    /// <inheritdoc cref="WriteHgrm"/>
    public static void WriteCsv(TextWriter target, LongHistogram histogram, double unit)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(histogram);
        target.Write("\"Value\",\"Percentile\",\"TotalCount\",\"1/(1-Percentile)\"\n");
        foreach (var step in Steps(histogram))
        {
            var share = step.Percentile / 100.0;
            var last = step.Percentile == 100.0 ? "Infinity" : HistogramLogText.Fixed(1 / (1.0 - share), 2);
            target.Write($"{HistogramLogText.Fixed(step.Value / unit, histogram.Layout.SignificantDigits)},{HistogramLogText.Fixed(share, 12)},{Whole(step.CountToValue)},{last}\n");
        }
    }

    private static IEnumerable<PercentileStep> StepsOf(LongHistogram histogram, int ticks)
    {
        var level = 0.0;
        var cumulative = 0L;
        for (var index = 0; index < histogram.Layout.CounterCount && cumulative < histogram.TotalCount; index++)
        {
            var count = histogram.GetCountAtIndex(index);
            if (count == 0)
                continue;
            cumulative += count;
            var reached = 100.0 * cumulative / histogram.TotalCount;
            while (reached >= level)
            {
                yield return new PercentileStep(histogram.Layout.HighestValueAt(index), level, cumulative);
                level += 100.0 / (ticks * TicksScale(level));
                // The reference steps on only while something is left to count.
                if (cumulative == histogram.TotalCount)
                    break;
            }
            if (cumulative == histogram.TotalCount)
                yield return new PercentileStep(histogram.Layout.HighestValueAt(index), 100.0, cumulative);
        }
    }

    // Twice as many steps for each halving of what is left of 100 %.
    private static long TicksScale(double level) => (long)Math.Pow(2, (long)(Math.Log(100.0 / (100.0 - level)) / Math.Log(2)) + 1);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
