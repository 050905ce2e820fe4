using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Patterns;
using AlphaPulse.MarketData.Runs;
using FsCheck;
using FsCheck.Fluent;

namespace AlphaPulse.FeedSim.Tests.Patterns;

public class SpacedTimesTests
{
    private const long SecondNs = 1_000_000_000;

    // A burst of updates at one moment, a pause, and single ones.
    private static readonly long[] s_capture = [5, 5, 5, 1_000_005, 1_000_205, 80_000_005, 80_000_006];

    private static readonly Gen<(string Pattern, int Trades, int BookUpdates, int WarmUpMs, int Seed)> s_schedules =
        from shape in Gen.Elements("constant", "ramp:0,9k,700ms", "burst:0,30k,100ms,400ms", "sine:9k,9k,300ms", "constant:0@50ms/constant:7k@90ms", "ramp:9k,0,1s")
        from spacing in Gen.Elements("~poisson", "~hawkes:0.6,100us", "recorded:none,1x", "recorded:none,0.5x")
        from trades in Gen.Choose(1, 20_000)
        from bookUpdates in Gen.Choose(0, 20_000)
        from warmUpMs in Gen.Choose(0, 300)
        from seed in Gen.Choose(0, 1_000_000)
        let text = spacing.StartsWith('~') ? shape + spacing : spacing
        where RunSchedule.Fault(trades, bookUpdates, text) is null
        select (text, trades, bookUpdates, warmUpMs, seed);

    [Fact]
    public void Walk_OfAnyPattern_AgreesWithTheCountInClosedForm() =>
        SeededProperty.Check(s_schedules, s =>
        {
            var schedule = Schedule(s.Pattern, s.Trades, s.BookUpdates, s.WarmUpMs, s.Seed);
            return Enumerable.Range(0, 3).All(venue => AgreesWithCounts(schedule, s.Trades, s.BookUpdates, venue, s.Seed));
        }, 40);

    [Theory]
    [InlineData("poisson")]
    [InlineData("hawkes:0.5,1us")]
    public void Count_AfterADay_HasNotDrifted(string pattern)
    {
        // One table a second, exactly.
        var schedule = Schedule(pattern, SpacingTable.DrawnEvents, 0, 0, 1);
        for (var second = 1L; second < 86_400; second += 997)
            Assert.Equal(second * SpacingTable.DrawnEvents, schedule.TradesBefore(0, second * SecondNs));
    }

    [Fact]
    public void Walk_OfACapture_HasItsIntervals()
    {
        var schedule = Schedule("recorded:none,1x", 2, 1, 0, 1);
        var times = new SpacedTimes(schedule.Spaced(0)!, 0);
        var lapNs = 80_000_001 + (80_000_001 / 6);
        for (var i = 0; i < 100_000; i++)
        {
            Assert.Equal((i / 7 * (long)lapNs) + s_capture[i % 7] - 5, times.NextNs);
            times.Advance();
        }
    }

    [Fact]
    public void Walk_OfAVaryingRate_IsPoissonInItsIntegral()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var schedule = Schedule("sine:10k,9k,1s~poisson", 10_000, 10_000, 0, seed);
        var times = new SpacedTimes(schedule.Spaced(0)!, 0);
        var intervals = new double[400_000];
        var last = 0.0;
        for (var i = 0; i < intervals.Length; i++)
        {
            times.Advance();
            // Two updates to a trade, on the curve of the trades.
            var at = 2 * (double)schedule.Curve.AreaBefore(times.NextNs) / RateCurve.AreaUnits;
            (intervals[i], last) = (at - last, at);
        }

        Array.Sort(intervals);
        var distance = intervals.Select((interval, i) => Math.Abs(1 - Math.Exp(-interval) - ((i + 0.5) / intervals.Length))).Max();
        TestContext.Current.TestOutputHelper?.WriteLine($"KS distance of the intervals on the integral of the rate to the exponential distribution: {distance:0.00000}");
        // 10⁻⁴ of sets are further away.
        Assert.InRange(distance, 0, 2.23 / Math.Sqrt(intervals.Length));
    }

    [Fact]
    public void Venues_OfOneRun_DoNotMoveTogether()
    {
        var schedule = Schedule("poisson", 1_000, 0, 0, 1);
        var first = new SpacedTimes(schedule.Spaced(0)!, 0);
        var second = new SpacedTimes(schedule.Spaced(1)!, 0);
        var same = 0;
        for (var i = 0; i < 1_000; i++)
        {
            first.Advance();
            second.Advance();
            same += first.NextNs == second.NextNs ? 1 : 0;
        }

        Assert.InRange(same, 0, 1);
    }

    [Fact]
    public void Advance_ThroughLapsAndSegments_AllocatesNothing()
    {
        var schedule = Schedule("burst:1000,50k,1ms,2ms~poisson", 10_000, 5_000, 0, 1);
        var times = new SpacedTimes(schedule.Spaced(0)!, 0);
        for (var i = 0; i < 100_000; i++)
            times.Advance();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 2 * SpacingTable.DrawnEvents; i++)
            times.Advance();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        // The detector sees an allocation.
        GC.KeepAlive(new byte[100]);
        Assert.NotEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool AgreesWithCounts(RunSchedule schedule, int trades, int bookUpdates, int venue, int seed)
    {
        var updates = new UpdateSchedule(schedule, UpdateProportion.Of(trades, bookUpdates), venue);
        var random = new Random(seed);
        var (sentTrades, sentBookUpdates, lastNs) = (0L, 0L, 0L);
        for (var ns = 0L; sentTrades + sentBookUpdates < 20_000 && ns < schedule.EndNs; ns += random.Next(20_000_000))
        {
            for (; updates.NextNs < ns; updates.Advance())
            {
                if (updates.NextNs < lastNs)
                    return false;
                lastNs = updates.NextNs;
                if (updates.NextIsTrade)
                    sentTrades++;
                else
                    sentBookUpdates++;
            }

            if (sentTrades != schedule.TradesBefore(venue, ns) || sentBookUpdates != schedule.BookUpdatesBefore(venue, ns))
                return false;
        }

        return true;
    }

    private static RunSchedule Schedule(string pattern, long trades, long bookUpdates, int warmUpMs, long seed) =>
        new(RunPlans.Simulated(pattern, trades, bookUpdates, warmUpMs, durationMs: 20_000, exchanges: 3) with { Seed = seed }, SpacingTable.Recorded(s_capture, pattern.Contains("0.5x", StringComparison.Ordinal) ? 0.5m : 1));
}
