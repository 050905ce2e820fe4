using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.LoadTester.Tests.Sampling;

public sealed class IntervalListTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(60, 1)]
    [InlineData(7_200, 1)]
    [InlineData(7_201, 3)]
    [InlineData(86_400, 24)]
    public void Add_LengthOfARun_JoinsSecondsOnlyBeyondTwoHours(long seconds, int joined)
    {
        var results = Feed(seconds, 24);

        Assert.Equal(24 / joined, results.Count);
    }

    [Fact]
    public void Add_SecondsOfADay_GivesAnIntervalWithItsOwnPercentiles()
    {
        var results = Feed(86_400, 25);

        Assert.Equal(2, results.Count);
        Assert.Equal((24.0, 240, 12.5, 24.0), (results[0].AtSecs, results[0].Trades, results[0].CpuPercent, results[0].MemoryMb));
        Assert.Equal(100, results[0].WriteP50Ns);
        Assert.Equal((25.0, 10, 25.0), (results[1].AtSecs, results[1].Trades, results[1].CpuPercent));
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(86_400, 72)]
    public void Add_PlanWithRates_SaysWhatWasScheduled(long plannedSecs, int seconds)
    {
        var plan = Plan(plannedSecs) with { Exchanges = 3, TradesPerSecond = 1_000, BookUpdatesPerSecond = 500 };

        var results = Feed(plan, seconds);

        Assert.Equal(3_000 * seconds, results.Sum(interval => interval.ScheduledTrades));
        Assert.Equal(1_500 * seconds, results.Sum(interval => interval.ScheduledOrderbookUpdates));
        Assert.All(results, interval => Assert.InRange(interval.ScheduledTrades!.Value, (3_000 * seconds / results.Count) - 3, (3_000 * seconds / results.Count) + 3));
        Assert.All(Feed(plan, seconds, hasSchedule: false), interval => Assert.Null(interval.ScheduledTrades));
    }

    [Fact]
    public void Add_Processes_AreAveragesOfTheProcessorAndPeaksOfTheMemory()
    {
        var results = Feed(86_400, 24);

        Assert.Equal([[125.0, 48], [1, 7]], Assert.Single(results).Processes);
    }

    private static List<IntervalResults> Feed(long plannedSecs, int seconds) => Feed(Plan(plannedSecs), seconds);

    // Second n uses n % of the machine and n MB; its first process 10 n % of a core and 2 n MB.
    private static List<IntervalResults> Feed(RunPlan plan, int seconds, bool hasSchedule = true)
    {
        var results = new List<IntervalResults>();
        var interval = new Interval();
        var list = new IntervalList(results, hasSchedule);
        list.Start(plan, DateTime.UtcNow);
        for (var second = 1; second <= seconds; second++)
        {
            interval.Reset();
            interval.EndNs = second * Second;
            interval.Trades = 10;
            interval.Write.RecordValueWithCount(100, 10);
            interval.Resources = new ResourceSample(second, second * 1_000_000L, [new ProcessSample(10 * second, second * 2_000_000L), new ProcessSample(1, 7_000_000)]);
            list.Add(interval);
        }

        list.End();
        return results;
    }

    private static RunPlan Plan(long seconds) => new()
    {
        Name = "test",
        Clock = new ClockCalibration { Source = ClockSource.Stopwatch, TicksPerSecond = 1e9, BaseTicks = 0, BaseNs = 0, Multiplier = 1, Shift = 1 },
        Phases = [new RunPhase("warm-up", 0, 0, false), new RunPhase("run", 0, seconds * Second, true)],
    };
}
