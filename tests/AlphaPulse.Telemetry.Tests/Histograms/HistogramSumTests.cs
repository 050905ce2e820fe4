using AlphaPulse.Telemetry.Histograms;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Histograms;

public sealed class HistogramSumTests
{
    [Theory]
    [InlineData(10_000L, 60_000_000_000L)]
    [InlineData(60_000_000_000L, 10_000L)]
    [InlineData(10_000L, 10_000L)]
    public void Add_RangesThatDiffer_IsWhatOneHistogramCounts(long first, long second)
    {
        var one = new LongHistogram(1, 60_000_000_000, 3);
        var sum = new HistogramSum();
        foreach (var highest in (long[])[first, second])
        {
            var part = new LongHistogram(1, highest, 3);
            for (var value = 1L; value <= highest; value = value * 3 + 1)
            {
                part.RecordValue(value);
                one.RecordValue(value);
            }
            sum.Add(part);
        }

        Assert.Equal(one.TotalCount, sum.Total!.TotalCount);
        Assert.Equal(one.Sum, sum.Total.Sum);
        Assert.Equal((one.Min, one.Max), (sum.Total.Min, sum.Total.Max));
        foreach (var percentile in (double[])[0, 10, 50, 90, 99, 100])
            Assert.Equal(one.GetValueAtPercentile(percentile), sum.Total.GetValueAtPercentile(percentile));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    [InlineData(20_000, 3)]
    public void Add_OtherDigitsOrLowest_IsRefusedAndChangesNothing(long lowest, int digits)
    {
        var sum = new HistogramSum();
        sum.Add(new LongHistogram(1, 60_000_000_000, 3));
        var other = new LongHistogram(lowest, 60_000_000_000, digits);
        other.RecordValue(5);

        Assert.Contains("settings", Assert.Throws<InvalidDataException>(() => sum.Add(other)).Message, StringComparison.Ordinal);
        Assert.Equal(0, sum.Total!.TotalCount);
    }

    [Fact]
    public void Add_Histogram_DoesNotKeepIt()
    {
        var part = new LongHistogram(1, 1000, 2);
        var sum = new HistogramSum();
        sum.Add(part);
        part.RecordValue(5);

        Assert.Equal(0, sum.Total!.TotalCount);
    }
}
