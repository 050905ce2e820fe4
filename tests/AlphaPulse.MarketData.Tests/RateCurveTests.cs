using System.Globalization;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.MarketData.Tests;

/// <summary>The number of events before any moment is the integral of the rate, ± 1.</summary>
public class RateCurveTests
{
    private const long SecondNs = 1_000_000_000;

    [Theory]
    [InlineData("constant:12345")]
    [InlineData("ramp:0,100k,7s")]
    [InlineData("ramp:5,3,40s")]
    [InlineData("ramp:10m,0,1s")]
    [InlineData("burst:10k,100k,500ms,3s")]
    [InlineData("sine:10k,10k,10s")]
    [InlineData("sine:5m,4m,90s")]
    [InlineData("sine:3,2,7s")]
    [InlineData("sine:1m,1m,10ms")]
    [InlineData("sawtooth:0,50k,2s")]
    [InlineData("sawtooth:9m,1,300ms")]
    [InlineData("spike:1k,80k,150ms,700ms")]
    [InlineData("stairs:100,900,4,1s")]
    [InlineData("stairs:90k,7,6,300ms")]
    [InlineData("sine:10k,5k,10s+spike:0,50k,100ms,1500ms")]
    [InlineData("sine:10k,5k,3s+sawtooth:0,7k,2s+burst:1,9k,1s,5s")]
    [InlineData("ramp:0,10k,2s@3s/constant:0@500ms/sine:5k,5k,1s@2s")]
    [InlineData("burst:1k,20k,100ms,1s@4s/stairs:0,9k,3,1s+constant:50")]
    public void CountBefore_OfAShape_IsTheIntegralWithinOne(string text)
    {
        Assert.True(PatternSpec.TryParse(text, out var pattern, out var fault), fault);
        var curve = RateCurve.Of(pattern, 1, warmUpNs: 0);
        var seed = Environment.GetEnvironmentVariable("ALPHAPULSE_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed} (ALPHAPULSE_SEED={seed} repeats it)");
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var ns = random.NextInt64(60 * SecondNs);
            var integral = Integral(pattern, ns);
            // What double precision leaves of an integral of up to 10⁹ events.
            Assert.InRange(curve.CountBefore(ns, StreamShare.Whole), integral - 1 - 1e-4, integral + 1 + 1e-4);
        }
    }

    [Theory]
    [InlineData("sine:12345,2345,10s", 12_345)]
    [InlineData("sawtooth:10k,20k,1s", 15_000)]
    [InlineData("spike:1k,11k,200ms,1s", 2_000)]
    public void CountBefore_AfterADay_HasNotDrifted(string text, long meanRate)
    {
        Assert.True(PatternSpec.TryParse(text, out var pattern, out _));
        Assert.Equal(86_400 * meanRate, RateCurve.Of(pattern, 1, warmUpNs: 0).CountBefore(86_400 * SecondNs, StreamShare.Whole));
    }

    [Theory]
    [InlineData("sine:10k,5k,10s+spike:0,50k,100ms,1500ms")]
    [InlineData("ramp:0,10k,2s@3s/constant:0@500ms/sine:5k,5k,1s@2s")]
    [InlineData("sawtooth:0,50k,2s")]
    public void SegmentAt_FromTheFirstOn_CoversTimeWithoutGap(string text)
    {
        Assert.True(PatternSpec.TryParse(text, out var pattern, out _));
        var curve = RateCurve.Of(pattern, 1, warmUpNs: SecondNs / 3);
        var (atNs, area) = (0L, (Int128)0);
        while (atNs < 20 * SecondNs)
        {
            var segment = curve.SegmentAt(atNs);
            Assert.Equal((atNs, area), (segment.StartNs, segment.StartArea));
            Assert.Equal(segment, curve.SegmentAt(segment.EndNs - 1));
            (atNs, area) = (segment.EndNs, segment.EndArea);
        }
    }

    [Fact]
    public void Of_APatternWithAWarmUp_RunsItAtTheFirstRate()
    {
        Assert.True(PatternSpec.TryParse("stairs:500,900,4,1s", out var pattern, out _));
        var curve = RateCurve.Of(pattern, 1, warmUpNs: 2 * SecondNs);
        Assert.Equal(1_000, curve.CountBefore(2 * SecondNs, StreamShare.Whole));
        Assert.Equal(1_000 + 500 + 600, curve.CountBefore(4 * SecondNs, StreamShare.Whole));
    }

    // From the definitions of the shapes alone.
    private static double Integral(PatternSpec pattern, long ns)
    {
        var (sum, at) = (0.0, ns);
        for (var i = 0; at > 0; i = (i + 1) % pattern.Parts.Count)
        {
            var part = pattern.Parts[i];
            var inPart = Math.Min(at, part.LengthNs ?? long.MaxValue);
            sum += part.Shapes.Sum(shape => Integral(shape, inPart / 1e9));
            at -= inPart;
        }

        return sum;
    }

    private static double Integral(RateShape shape, double secs)
    {
        double first = shape.FirstRate, second = shape.SecondRate, length = shape.LengthNs / 1e9, period = shape.PeriodNs / 1e9;
        if (shape.Kind is PatternKind.Burst or PatternKind.Spike or PatternKind.Sawtooth)
        {
            var laps = Math.Floor(secs / period);
            return (laps * InLap(period)) + InLap(secs - (laps * period));
        }

        return shape.Kind switch
        {
            PatternKind.Ramp => Line(first, second, length, Math.Min(secs, length)) + (second * Math.Max(0, secs - length)),
            PatternKind.Sine => (first * secs) + (second * period / (2 * Math.PI) * (1 - Math.Cos(2 * Math.PI * secs / period))),
            PatternKind.Stairs => Enumerable.Range(0, shape.Steps + 1).Sum(step => Stair(step) * Math.Clamp(secs - (step * length), 0, step == shape.Steps ? secs : length)),
            _ => first * secs,
        };

        double InLap(double at)
        {
            var start = (period - length) / 2;
            var within = Math.Clamp(at - start, 0, length);
            return shape.Kind switch
            {
                PatternKind.Sawtooth => Line(first, second, period, at),
                PatternKind.Burst => (first * (at - within)) + (second * within),
                _ => (first * (at - within)) + Line(first, second, length / 2, Math.Min(within, length / 2)) + Line(second, first, length / 2, Math.Max(0, within - (length / 2))),
            };
        }

        double Stair(int step) => first + Math.Truncate((second - first) * step / shape.Steps);
    }

    private static double Line(double from, double to, double length, double at) => (from * at) + ((to - from) * at * at / (2 * length));
}
