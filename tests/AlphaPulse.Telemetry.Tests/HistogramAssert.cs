using AlphaPulse.Telemetry.Histograms;
using Xunit;

namespace AlphaPulse.Telemetry.Tests;

internal static class HistogramAssert
{
    internal static void SameCounts(LongHistogram expected, LongHistogram actual)
    {
        Assert.Equal(expected.Layout, actual.Layout);
        Assert.Equal(expected.TotalCount, actual.TotalCount);
        Assert.True(expected.Counts.SequenceEqual(actual.Counts), "the counters differ");
    }

    internal static void Equal(LongHistogram expected, LongHistogram actual)
    {
        SameCounts(expected, actual);
        Assert.Equal((expected.ClampedCount, expected.Min, expected.Max, expected.Sum), (actual.ClampedCount, actual.Min, actual.Max, actual.Sum));
    }
}
