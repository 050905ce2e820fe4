using System.Globalization;
using System.Text;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Analysis;

/// <summary>
/// A line for each interval of one series, with the percentiles of the interval and of all until then: the CSV that the
/// reference's <c>HistogramLogProcessor -csv</c> writes.
/// </summary>
internal static class IntervalTable
{
    private static readonly double[] s_interval = [50, 90];
    private static readonly double[] s_total = [50, 90, 99, 99.9, 99.99];

    public static string Render(string path, string? tag, TimeRange range, LatencyUnit unit)
    {
        using var reader = HistogramLogReader.Open(path);
        var text = new StringBuilder(ReferenceHeader.Range("Interval percentile log", range));
        var total = new HistogramSum();
        while (reader.Read() is { } interval)
        {
            if (interval.Tag != tag || !range.Contains(interval.StartSeconds))
                continue;
            if (total.Total is null)
                text.Append(ReferenceHeader.StartTime(reader.StartTimeSeconds!.Value)).Append("\"Timestamp\",\"Int_Count\",\"Int_50%\",\"Int_90%\",\"Int_Max\",\"Total_Count\",\"Total_50%\",\"Total_90%\",\"Total_99%\",\"Total_99.9%\",\"Total_99.99%\",\"Total_Max\"\n");
            total.Add(interval.Histogram);

            // The reference keeps ends in whole milliseconds.
            var endSecs = (long)((interval.AbsoluteStartSeconds + interval.LengthSeconds) * 1000.0) / 1000.0;
            text.Append(Three(endSecs - reader.StartTimeSeconds!.Value));
            Append(text, interval.Histogram, s_interval, unit);
            Append(text, total.Total!, s_total, unit);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, LongHistogram histogram, double[] percentiles, LatencyUnit unit)
    {
        text.Append(CultureInfo.InvariantCulture, $",{histogram.TotalCount}");
        foreach (var percentile in percentiles)
            text.Append(',').Append(Three(histogram.GetValueAtPercentile(percentile) / unit.Nanoseconds));
        text.Append(',').Append(Three(histogram.GetMaxValue() / unit.Nanoseconds));
    }

    private static string Three(double value) => HistogramLogText.Fixed(value, 3);
}
