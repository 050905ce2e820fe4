using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.MarketData.Tests;

public class RunScheduleTests
{
    private const long SecondNs = 1_000_000_000;

    [Fact]
    public void TradesIn_OfAConstantRun_IsRateTimesDurationTimesVenues()
    {
        var schedule = new RunSchedule(Plan("constant", 100_000, 5_000, 10, warmUpSecs: 2, secs: 60));
        Assert.Equal(60L * 10 * 100_000, schedule.TradesIn(new RunPhase("run", 2 * SecondNs, 60 * SecondNs, true)));
        Assert.Equal(60L * 10 * 5_000, schedule.BookUpdatesIn(new RunPhase("run", 2 * SecondNs, 60 * SecondNs, true)));
    }

    [Theory]
    [InlineData("ramp:0,100k,10s", 10, 500_000)]
    [InlineData("ramp:100k,0,10s", 10, 500_000)]
    [InlineData("ramp:10k,20k,10s", 20, 350_000)]
    [InlineData("burst:10k,100k,5s", 20, 650_000)]
    [InlineData("burst:0,100k,1s,4s", 12, 300_000)]
    public void TradesBefore_OfAPattern_IsItsIntegral(string pattern, int secs, long expected)
    {
        var schedule = new RunSchedule(Plan(pattern, 10_000, 5_000, 1, warmUpSecs: 0, secs));
        Assert.InRange(schedule.TradesBefore(0, secs * SecondNs), expected - 1, expected + 1);
        Assert.InRange(schedule.BookUpdatesBefore(0, secs * SecondNs), (expected / 2) - 1, (expected / 2) + 1);
    }

    [Fact]
    public void TradesBefore_InTheMiddleOfALongRamp_IsTheIntegralWithinOne()
    {
        const double lengthSecs = 3_600;
        var schedule = new RunSchedule(Plan("ramp:1000,1m,3600s", 10_000, 5_000, 1, warmUpSecs: 0, 3_600));
        for (var secs = 1; secs < 3_600; secs += 7)
        {
            var integral = (1_000.0 * secs) + ((1_000_000.0 - 1_000) * secs * secs / (2 * lengthSecs));
            Assert.InRange(schedule.TradesBefore(0, secs * SecondNs), integral - 1, integral + 1);
        }
    }

    [Fact]
    public void TradesBefore_InTheWarmUp_FollowsThePatternsFirstRate()
    {
        var schedule = new RunSchedule(Plan("burst:10k,100k,1s,4s", 50_000, 0, 1, warmUpSecs: 3, 8));
        Assert.Equal(30_000, schedule.TradesBefore(0, 3 * SecondNs));
        Assert.Equal(30_000 + 15_000, schedule.TradesBefore(0, (3 * SecondNs) + (SecondNs * 3 / 2)));
    }

    [Fact]
    public void OffsetNs_OfAllVenues_SharesTheFasterStreamsInterval()
    {
        var schedule = new RunSchedule(Plan("constant", 10_000, 50_000, 4, warmUpSecs: 0, 1));
        Assert.Equal([0L, 5_000, 10_000, 15_000], Enumerable.Range(0, 4).Select(schedule.OffsetNs));
    }

    [Theory]
    [InlineData(0, 0, "constant", "cannot both be 0")]
    [InlineData(-1, 5, "constant", "must be 0 to")]
    [InlineData(20_000_000, 5, "constant", "must be 0 to")]
    [InlineData(0, 5, "burst:1,2,1s", "trades are off")]
    [InlineData(5, 5, "burst:0,0,1s", "never sends")]
    [InlineData(1, 1_000, "burst:1,20k,1s", "exceeds")]
    [InlineData(100_000, 5_000, "hawkes:0.9,100ms", "at most 15603us")]
    [InlineData(100_000, 5_000, "constant:9m+constant:2m", "exceeds")]
    [InlineData(5, 5, "brust:1,2,1s", "not a pattern")]
    public void Fault_OfWhatIsImpossible_SaysWhy(long trades, long bookUpdates, string pattern, string expected) =>
        Assert.Contains(expected, RunSchedule.Fault(trades, bookUpdates, pattern));

    private static RunPlan Plan(string pattern, long trades, long bookUpdates, int exchanges, int warmUpSecs, int secs) => new()
    {
        Name = "test",
        Clock = new ClockCalibration { Source = ClockSource.Stopwatch, TicksPerSecond = 1e9, BaseTicks = 0, BaseNs = 0, Multiplier = 1, Shift = 0 },
        Phases = warmUpSecs == 0
            ? [new RunPhase("run", 0, secs * SecondNs, true)]
            : [new RunPhase("warm-up", 0, warmUpSecs * SecondNs, false), new RunPhase("run", warmUpSecs * SecondNs, secs * SecondNs, true)],
        Exchanges = exchanges,
        TradesPerSecond = trades,
        BookUpdatesPerSecond = bookUpdates,
        SymbolCount = 1,
        Pattern = pattern,
    };
}
