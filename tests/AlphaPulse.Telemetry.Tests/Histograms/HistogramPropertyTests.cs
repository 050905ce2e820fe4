using AlphaPulse.Telemetry.Histograms;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Histograms;

/// <summary>Against the exact model: a sorted list. A failure prints the seed that replays it.</summary>
public sealed class HistogramPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(200);
    private static readonly double[] s_percentiles = [0, 0.01, 1, 25, 50, 75, 90, 99, 99.9, 99.99, 100];

    // Every magnitude alike, so that every width of counter is met.
    private static readonly Gen<long> s_value =
        from shift in Gen.Choose(0, 62)
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        select ((long)high << 31 | (long)low) >> shift;

    private static readonly Gen<HistogramLayout> s_layout =
        from digits in Gen.Choose(0, 4)
        from lowest in Gen.Elements(1L, 2L, 1000L)
        from highest in Gen.Elements(5_000L, 60_000_000_000L, long.MaxValue)
        select new HistogramLayout(lowest, highest, digits);

    [Fact]
    public void Percentiles_AnyValues_AreTheEquivalentsOfTheSortedLists()
    {
        Holds((layout, values) =>
        {
            var histogram = Record(layout, values);
            var sorted = values.Select(layout.Clamp).Order().ToArray();
            return s_percentiles.All(percentile => Expected(layout, sorted, percentile) == histogram.GetValueAtPercentile(percentile));
        });
    }

    [Fact]
    public void ExactFigures_AnyValues_AreThoseOfTheList()
    {
        Holds((layout, values) =>
        {
            var histogram = Record(layout, values);
            return histogram.TotalCount == values.Length
                && histogram.ClampedCount == values.Count(value => value > layout.HighestTrackableValue)
                && histogram.Min == values.DefaultIfEmpty().Min()
                && histogram.Max == values.DefaultIfEmpty().Max()
                && histogram.Sum == values.Aggregate((Int128)0, (sum, value) => sum + layout.Clamp(value));
        });
    }

    [Fact]
    public void Encoding_AnyHistogram_RoundTripsPlainAndCompressed()
    {
        Holds((layout, values) =>
        {
            var histogram = Record(layout, values);
            foreach (var decoded in (LongHistogram[])[HistogramEncoding.Decode(HistogramEncoding.Encode(histogram)), HistogramEncoding.FromBase64(HistogramEncoding.ToBase64(histogram))])
            {
                HistogramAssert.SameCounts(histogram, decoded);
                Assert.Equal((histogram.GetMinValue(), histogram.GetMaxValue()), (decoded.GetMinValue(), decoded.GetMaxValue()));
            }
            return true;
        });
    }

    [Fact]
    public void AddAndSubtract_TwoHistograms_AreInverse()
    {
        Holds((layout, values) =>
        {
            var first = Record(layout, values.AsSpan(0, values.Length / 2));
            var second = Record(layout, values.AsSpan(values.Length / 2));
            var sum = first.Copy();
            sum.Add(second);
            HistogramAssert.Equal(Record(layout, values), sum);
            sum.Subtract(second);
            HistogramAssert.SameCounts(first, sum);
            return sum.Sum == first.Sum && sum.ClampedCount == first.ClampedCount && sum.Max >= first.Max && sum.Min <= first.Min;
        });
    }

    private static void Holds(Func<HistogramLayout, long[], bool> property)
    {
        var cases = from layout in s_layout
                    from values in s_value.ArrayOf()
                    select (layout, values);
        Check.One(s_config, Prop.ForAll(cases.ToArbitrary(), pair => property(pair.layout, pair.values)));
    }

    private static LongHistogram Record(HistogramLayout layout, ReadOnlySpan<long> values)
    {
        var histogram = new LongHistogram(layout);
        foreach (var value in values)
            histogram.RecordValue(value);
        return histogram;
    }

    private static long Expected(HistogramLayout layout, long[] sorted, double percentile)
    {
        if (sorted.Length == 0)
            return 0;
        var rank = (int)Math.Max(1, Math.Ceiling(Math.Clamp(Math.BitDecrement(percentile), 0, 100) * sorted.Length / 100));
        return percentile == 0 ? layout.LowestEquivalentValue(sorted[0]) : layout.HighestEquivalentValue(sorted[rank - 1]);
    }
}
