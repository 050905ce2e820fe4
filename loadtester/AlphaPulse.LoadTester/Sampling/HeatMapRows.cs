using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Which row of a heat map a latency belongs to: logarithmic, ten rows to a factor of ten, so that a row is 26 % wide.</summary>
internal static class HeatMapRows
{
    public const int PerDecade = 10;

    // Row of each counter of a latency histogram: a logarithm for each of 33,792 counters each second would be felt.
    private static readonly byte[] s_rowOfCounter = [.. Enumerable.Range(0, HistogramLayout.LatencyNs.CounterCount).Select(index => (byte)RowOf(HistogramLayout.LatencyNs.MedianValueAt(index)))];

    /// <summary>Rows of the whole range of a latency histogram.</summary>
    public static int Count { get; } = RowOf(HistogramLayout.LatencyNs.HighestTrackableValue) + 1;

    public static int RowOf(long ns) => ns <= 1 ? 0 : (int)Math.Floor((Math.Log10(ns) * PerDecade) + 1e-9);

    /// <summary>The latency at which a row begins.</summary>
    public static double StartNs(double row) => Math.Pow(10, row / PerDecade);

    /// <summary>Adds a histogram's counts to a column.</summary>
    public static void Add(LongHistogram histogram, Span<long> column)
    {
        if (histogram.TotalCount == 0)
            return;
        for (var index = 0; index < s_rowOfCounter.Length; index++)
        {
            if (histogram.GetCountAtIndex(index) is > 0 and var count)
                column[Math.Min(s_rowOfCounter[index], column.Length - 1)] += count;
        }
    }
}
