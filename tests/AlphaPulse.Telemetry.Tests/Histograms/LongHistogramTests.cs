using AlphaPulse.Telemetry.Histograms;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Histograms;

public sealed class LongHistogramTests
{
    private const long Hour = 3_600_000_000_000;

    [Fact]
    public void NewHistogram_NothingRecorded_IsZeroThroughout()
    {
        var histogram = new LongHistogram(1, Hour, 3);

        Assert.Equal((0, 0, 0), (histogram.TotalCount, histogram.Min, histogram.Max));
        Assert.Equal((0, 0), (histogram.GetMinValue(), histogram.GetMaxValue()));
        Assert.Equal((0.0, 0.0), (histogram.GetMean(), histogram.GetStdDeviation()));
        Assert.Equal(0, histogram.GetValueAtPercentile(99));
    }

    [Fact]
    public void RecordValue_OneMillion_ReportsHdrHistogramsMaximumAndTheExactOne()
    {
        var histogram = HistogramEncodingTests.SixValues();

        Assert.Equal(1_000_447, histogram.GetMaxValue());
        Assert.Equal(1_000_000, histogram.Max);
        Assert.Equal(1, histogram.GetMinValue());
        Assert.Equal(1_006_004, (long)histogram.Sum);
        Assert.Equal(2, histogram.GetValueAtPercentile(50));
        Assert.Equal(2, histogram.GetCountAtValue(1));
    }

    [Fact]
    public void RecordValue_OutOfRange_IsClampedAndCounted()
    {
        var histogram = new LongHistogram(1, 1_000_000, 3);

        histogram.RecordValue(-5);
        histogram.RecordValue(0);
        histogram.RecordValue(1_000_000);
        histogram.RecordValueWithCount(1_000_001, 3);

        Assert.Equal((6, 4), (histogram.TotalCount, histogram.ClampedCount));
        Assert.Equal((-5, 1_000_001), (histogram.Min, histogram.Max));
        Assert.Equal((2, 4), (histogram.GetCountAtValue(0), histogram.GetCountAtValue(1_000_000)));
        Assert.Equal(4_000_000, (long)histogram.Sum);
        Assert.Equal(1_000_447, histogram.GetMaxValue());
    }

    [Fact]
    public void RecordValueWithCount_TotalWouldOverflow_ThrowsAndChangesNothing()
    {
        var histogram = new LongHistogram(1, Hour, 3);
        histogram.RecordValueWithCount(5, long.MaxValue);

        Assert.Throws<OverflowException>(() => histogram.RecordValue(-6));

        Assert.Equal((long.MaxValue, 0, 5), (histogram.TotalCount, histogram.ClampedCount, histogram.Min));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.RecordValueWithCount(5, -1));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 500)]
    [InlineData(99.9, 999)]
    [InlineData(99.90001, 1000)]
    [InlineData(100, 1000)]
    [InlineData(-3, 1)]
    [InlineData(250, 1000)]
    public void GetValueAtPercentile_OneToThousand_IsTheRank(double percentile, long expected)
    {
        var histogram = new LongHistogram(1, Hour, 3);
        for (var value = 1; value <= 1000; value++)
            histogram.RecordValue(value);

        Assert.Equal(expected, histogram.GetValueAtPercentile(percentile));
    }

    [Fact]
    public void GetValueAtPercentile_Zero_IsTheLowestEquivalentValue()
    {
        var histogram = new LongHistogram(1, Hour, 3);
        histogram.RecordValue(1_000_000);

        Assert.Equal(999_936, histogram.GetValueAtPercentile(0));
        Assert.Equal(1_000_447, histogram.GetValueAtPercentile(double.Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.GetValueAtPercentile(double.NaN));
    }

    [Fact]
    public void GetMean_KnownValues_IsTheMeanOfTheCountersMiddles()
    {
        var histogram = new LongHistogram(1, Hour, 3);
        histogram.RecordValueWithCount(10, 3);
        histogram.RecordValue(1_000_000);

        Assert.Equal((30 + 999_936 + 256) / 4.0, histogram.GetMean());
        Assert.True(histogram.GetStdDeviation() > 0);
    }

    [Fact]
    public void Add_OtherSettings_IsRefused()
    {
        var histogram = new LongHistogram(1, Hour, 3);

        Assert.Throws<ArgumentException>(() => histogram.Add(new LongHistogram(1, Hour, 2)));
        Assert.Throws<ArgumentException>(() => histogram.Subtract(new LongHistogram(1, Hour - 1, 3)));
        Assert.Throws<ArgumentException>(() => histogram.CopyFrom(new LongHistogram(2, Hour, 3)));
    }

    [Fact]
    public void Subtract_EarlierState_LeavesTheInterval()
    {
        var histogram = new LongHistogram(1, 1_000_000, 3);
        histogram.RecordValue(10);
        histogram.RecordValue(999_999);
        var earlier = histogram.Copy();
        histogram.RecordValue(20_000);
        histogram.RecordValueWithCount(10, 2);
        histogram.RecordValue(7_000_000);

        histogram.Subtract(earlier);

        Assert.Equal((4, 1), (histogram.TotalCount, histogram.ClampedCount));
        Assert.Equal((10, 7_000_000), (histogram.Min, histogram.Max));
        Assert.Equal(20 + 20_000 + 1_000_000, (long)histogram.Sum);
        Assert.Equal(2, histogram.GetCountAtValue(10));
    }

    [Fact]
    public void Subtract_NoClampedValueLeft_ExtremesAreThoseOfTheCounters()
    {
        var histogram = new LongHistogram(1, 1_000_000, 3);
        histogram.RecordValue(-1);
        histogram.RecordValue(7_000_000);
        var earlier = histogram.Copy();
        histogram.RecordValue(20_001);

        histogram.Subtract(earlier);

        Assert.Equal((20_000, 20_015), (histogram.Min, histogram.Max));
    }

    [Fact]
    public void Subtract_LaterState_ThrowsAndChangesNothing()
    {
        var earlier = new LongHistogram(1, Hour, 3);
        earlier.RecordValue(10);
        var later = earlier.Copy();
        later.RecordValue(10);
        later.RecordValue(30);

        Assert.Throws<ArgumentException>(() => earlier.Subtract(later));

        Assert.Equal((1, 1, 10), (earlier.TotalCount, earlier.GetCountAtValue(10), earlier.Max));
    }

    [Fact]
    public void Reset_AfterValues_IsAsNew()
    {
        var histogram = HistogramEncodingTests.SixValues();

        histogram.Reset();

        HistogramAssert.Equal(new LongHistogram(1, Hour, 3), histogram);
    }

    [Fact]
    public void Constructor_DefaultLayout_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new LongHistogram(default));
    }
}
