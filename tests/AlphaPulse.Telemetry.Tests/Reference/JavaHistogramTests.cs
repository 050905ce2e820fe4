using System.Globalization;
using System.Text;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Tests.Histograms;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Reference;

/// <summary>Random histograms go back and forth between this library and the Java reference. A failure prints the seed that replays it.</summary>
public sealed class JavaHistogramTests(JavaPeer java) : IClassFixture<JavaPeer>
{
    private static readonly double[] s_percentiles = [0, 0.01, 1, 25, 50, 75, 90, 99, 99.9, 99.99, 99.999, 100];
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly Gen<HistogramLayout> s_layout =
        from digits in Gen.Choose(0, 4)
        from lowest in Gen.Elements(1L, 2L, 1000L, 20_000L)
        from highest in Gen.Elements(40_000L, 60_000_000_000L, 3_600_000_000_000L, long.MaxValue)
        select new HistogramLayout(lowest, highest, digits);

    // Every magnitude alike, so that every width of counter is met; counts of one and of many bytes.
    private static readonly Gen<(long Value, long Count)> s_entry =
        from shift in Gen.Choose(0, 62)
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        from countShift in Gen.Choose(0, 30)
        from count in Gen.Choose(0, int.MaxValue)
        select (((long)high << 31 | (long)low) >> shift, 1 + (long)(count >> countShift));

    [Fact]
    public void Histogram_OfJava_IsDecodedWithItsPercentiles() => Holds((layout, entries) =>
    {
        var made = java.Ask($"make {Describe(layout, entries)}");
        HistogramAssert.SameCounts(Record(layout, entries), HistogramEncoding.FromBase64(made));
        Assert.Equal(java.Ask($"tell {made}"), Tell(HistogramEncoding.FromBase64(made)));
        return true;
    });

    [Fact]
    public void Histogram_OfOurs_IsDecodedByJavaWithItsPercentiles() => Holds((layout, entries) =>
    {
        var histogram = Record(layout, entries);
        Assert.Equal(java.Ask($"tell {HistogramEncoding.ToBase64(histogram)}"), Tell(histogram));
        return true;
    });

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0, 4)]
    [InlineData(0, 8)]
    [InlineData(1, 2)]
    [InlineData(1, 4)]
    [InlineData(1, 8)]
    public void Histogram_OfAnOldVersion_IsTheSameToBoth(int version, int wordBytes) => Holds((layout, entries) =>
    {
        var least = wordBytes == 2 ? 100 : 10_000_000L;
        entries = [.. entries.Select(entry => (entry.Value, Math.Min(entry.Count, least)))];
        var old = java.Ask($"old {version} {wordBytes} {Describe(layout, entries)}");
        HistogramAssert.SameCounts(Record(layout, entries), HistogramEncoding.FromBase64(old));

        // Version 2.1.11 of the reference cannot read V0 with shorter counts: it takes what its buffer holds beyond them for more of them.
        if (version == 1 || wordBytes == 8)
            Assert.Equal(java.Ask($"tell {old}"), Tell(HistogramEncoding.FromBase64(old)));
        return true;
    }, 40);

    [Theory]
    [InlineData(1.0)]
    [InlineData(1_000_000.0)]
    public void Distribution_AnyHistogram_IsTheReferencesToTheByte(double unit) => Holds((layout, entries) =>
    {
        // Above 2^53 (104 days of nanoseconds) Java before version 19 does not always print the shortest form of a number.
        entries = [.. entries.Select(entry => (entry.Value >> 12, entry.Count))];
        var histogram = Record(layout, entries);
        var base64 = HistogramEncoding.ToBase64(histogram);
        var (hgrm, csv) = (new StringWriter(), new StringWriter());
        PercentileDistribution.WriteHgrm(hgrm, histogram, unit);
        PercentileDistribution.WriteCsv(csv, histogram, unit);
        Assert.Equal(Distribution(unit, "text", base64), hgrm.ToString());
        Assert.Equal(Distribution(unit, "csv", base64), csv.ToString());
        return true;
    });

    [Fact]
    public void Distribution_ManyValues_IsTheReferencesToTheByte()
    {
        JavaPeer.Require();
        const int seed = 20261121;
        var random = new Random(seed);
        var histogram = new LongHistogram(HistogramLayout.LatencyNs);
        for (var i = 0; i < 2_000_000; i++)
            histogram.RecordValue((long)Math.Exp(4 + 2.5 * random.NextDouble() * random.NextDouble() * random.NextDouble() * 3));
        var hgrm = new StringWriter();
        PercentileDistribution.WriteHgrm(hgrm, histogram, 1000);

        Assert.Equal(Distribution(1000, "text", HistogramEncoding.ToBase64(histogram)), hgrm.ToString());
    }

    [Fact]
    public void Comparison_OneCountMore_IsSeen()
    {
        JavaPeer.Require();
        var histogram = HistogramEncodingTests.SixValues();
        var told = java.Ask($"tell {HistogramEncoding.ToBase64(histogram)}");
        histogram.RecordValue(7);

        Assert.NotEqual(told, Tell(histogram));
    }

    private static void Holds(Func<HistogramLayout, (long Value, long Count)[], bool> property, int tests = 0)
    {
        JavaPeer.Require();
        var cases =
            from layout in s_layout
            from entries in s_entry.ArrayOf()
            select (layout, entries: entries.Select(entry => (layout.Clamp(entry.Value), entry.Count)).ToArray());
        Prop.ForAll(cases.ToArbitrary(), one => property(one.layout, one.entries)).Check(tests == 0 ? s_config : s_config.WithMaxTest(tests));
    }

    private string Distribution(double unit, string form, string base64) =>
        Encoding.ASCII.GetString(Convert.FromBase64String(java.Ask(string.Create(CultureInfo.InvariantCulture, $"hgrm {unit:F1} {form} {base64}"))));

    private static LongHistogram Record(HistogramLayout layout, (long Value, long Count)[] entries)
    {
        var histogram = new LongHistogram(layout);
        foreach (var (value, count) in entries)
            histogram.RecordValueWithCount(value, count);
        return histogram;
    }

    private static string Describe(HistogramLayout layout, (long Value, long Count)[] entries) =>
        $"{layout.LowestDiscernibleValue} {layout.HighestTrackableValue} {layout.SignificantDigits} {string.Join(' ', entries.Select(entry => $"{entry.Value}:{entry.Count}"))}".TrimEnd();

    private static string Tell(LongHistogram histogram) => string.Join(
        ' ',
        [
            $"{histogram.TotalCount}", $"{histogram.GetMinValue()}", $"{histogram.GetMaxValue()}",
            $"{BitConverter.DoubleToInt64Bits(histogram.GetMean())}", $"{BitConverter.DoubleToInt64Bits(histogram.GetStdDeviation())}",
            .. s_percentiles.Select(percentile => $"{histogram.GetValueAtPercentile(percentile)}"),
        ]);
}
