using AlphaPulse.Telemetry.Histograms;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Histograms;

public sealed class HistogramLayoutTests
{
    public static TheoryData<long, long, int> Layouts => new()
    {
        { 1, 2, 0 },
        { 1, 100, 1 },
        { 1, 60_000_000_000, 3 },
        { 1, 3_600_000_000_000, 2 },
        { 1000, 3_600_000_000_000, 3 },
        { 1023, 1_000_000, 4 },
        { 1, long.MaxValue, 3 },
        { 1L << 40, long.MaxValue, 5 },
        { 1, 1L << 62, 0 },
    };

    [Fact]
    public void CounterCount_KnownLayouts_AreHdrHistograms()
    {
        Assert.Equal(27_648, HistogramLayout.LatencyNs.CounterCount);
        Assert.Equal(33_792, new HistogramLayout(1, 3_600_000_000_000, 3).CounterCount);
        Assert.Equal(3_840, new HistogramLayout(1, 60_000_000_000, 2).CounterCount);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Indices_AnyLayout_PartitionTheRangeWithoutGapOrOverlap(long lowest, long highest, int digits)
    {
        var layout = new HistogramLayout(lowest, highest, digits);
        var last = layout.IndexOf(highest);
        Assert.InRange(last, 0, layout.CounterCount - 1);
        Assert.Equal(0, layout.LowestValueAt(0));

        for (var index = 0; index <= last; index++)
        {
            var low = layout.LowestValueAt(index);
            var high = layout.HighestValueAt(index);
            Assert.InRange(high, low, long.MaxValue);
            Assert.Equal(index, layout.IndexOf(low));
            if (high <= highest)
                Assert.Equal(index, layout.IndexOf(high));
            if (index > 0)
                Assert.Equal(layout.HighestValueAt(index - 1) + 1, low);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Width_AnyValue_IsWithinTheDigits(long lowest, long highest, int digits)
    {
        var layout = new HistogramLayout(lowest, highest, digits);
        var unit = layout.HighestEquivalentValue(0) + 1;
        for (var value = highest; value > 0; value /= 3)
        {
            var low = layout.LowestEquivalentValue(value);
            var high = layout.HighestEquivalentValue(value);
            Assert.InRange(value, low, high);
            Assert.True(high - low + 1 <= Math.Max(unit, value / Math.Pow(10, digits)), $"{low} to {high} for {value}");
        }
    }

    [Theory]
    [InlineData(0, 100, 3)]
    [InlineData(-5, 100, 3)]
    [InlineData(10, 19, 3)]
    [InlineData(1, 1, 3)]
    [InlineData(long.MaxValue, long.MaxValue, 3)]
    [InlineData(1, 100, -1)]
    [InlineData(1, 100, 6)]
    [InlineData(1L << 60, long.MaxValue, 3)]
    public void Constructor_ImpossibleSettings_Throws(long lowest, long highest, int digits)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HistogramLayout(lowest, highest, digits));
    }

    [Fact]
    public void EquivalentValues_OutsideTheRange_AreThoseOfTheNearerEnd()
    {
        var layout = new HistogramLayout(1, 1_000_000, 3);

        Assert.Equal(0, layout.LowestEquivalentValue(-7));
        Assert.Equal(layout.HighestEquivalentValue(1_000_000), layout.HighestEquivalentValue(long.MaxValue));
        Assert.Equal(1_000_447, layout.HighestEquivalentValue(1_000_000));
    }
}
