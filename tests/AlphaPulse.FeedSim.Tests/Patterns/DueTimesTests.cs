using System.Numerics;
using AlphaPulse.FeedSim.Patterns;
using AlphaPulse.MarketData.Runs;
using FsCheck;
using FsCheck.Fluent;

namespace AlphaPulse.FeedSim.Tests.Patterns;

public class DueTimesTests
{
    private const long DayNs = 86_400_000_000_000;

    private static readonly Gen<(string Pattern, int Trades, int BookUpdates, int WarmUpMs)> s_schedules =
        from shape in Gen.Elements("constant", "ramp", "burst", "sine", "sawtooth", "spike", "stairs", "sum", "sequence")
        from first in Gen.Choose(0, 50_000)
        from second in Gen.Choose(1, 50_000)
        from lengthMs in Gen.Choose(1, 3_000)
        from restMs in Gen.Choose(1, 2_000)
        from trades in Gen.Choose(1, 40_000)
        from bookUpdates in Gen.Choose(0, 40_000)
        from warmUpMs in Gen.Choose(0, 700)
        let text = shape switch
        {
            "ramp" => $"ramp:{first},{second},{lengthMs}ms",
            "burst" or "spike" => $"{shape}:{first},{second},{lengthMs}ms,{lengthMs + restMs}ms",
            "sine" => $"sine:{first + second},{second},{lengthMs}ms",
            "sawtooth" => $"sawtooth:{first},{second},{lengthMs}ms",
            "stairs" => $"stairs:{first},{second},7,{restMs}ms",
            "sum" => $"sine:{second},{second},{lengthMs}ms+burst:{first},{second},3ms,{restMs + 3}ms",
            "sequence" => $"ramp:{first},0,{lengthMs}ms@{restMs}ms/constant:0@100ms/constant@50ms",
            _ => "constant",
        }
        where RunSchedule.Fault(trades, bookUpdates, text) is null
        select (text, trades, bookUpdates, warmUpMs);

    [Fact]
    public void Walk_OfAnyPattern_AgreesWithTheCountInClosedForm() =>
        SeededProperty.Check(s_schedules, s =>
        {
            var schedule = Schedule(s.Pattern, s.Trades, s.BookUpdates, s.WarmUpMs);
            return AgreesWithCounts(schedule, schedule.Trades) && AgreesWithCounts(schedule, schedule.BookUpdates);
        }, 60);

    [Fact]
    public void Walk_OfAnyPattern_KeepsTheOrderOfTheTape() =>
        SeededProperty.Check(s_schedules, s =>
        {
            var schedule = Schedule(s.Pattern, s.Trades, s.BookUpdates, s.WarmUpMs);
            var trades = new DueTimes(schedule.Curve, schedule.Trades, 0);
            var bookUpdates = new DueTimes(schedule.Curve, schedule.BookUpdates, 0);
            long sentTrades = 0, sentBookUpdates = 0, lastNs = 0;
            for (var i = 0; i < 20_000; i++)
            {
                var trade = sentTrades * (long)s.BookUpdates <= sentBookUpdates * (long)s.Trades;
                var due = trade ? trades.NextNs : bookUpdates.NextNs;
                if (due < lastNs)
                    return false;
                lastNs = due;
                if (due == long.MaxValue)
                    return true;
                if (trade)
                {
                    sentTrades++;
                    trades.Advance();
                }
                else
                {
                    sentBookUpdates++;
                    bookUpdates.Advance();
                }
            }

            return true;
        }, 60);

    [Theory]
    [InlineData(30_000)]
    [InlineData(333_333)]
    [InlineData(7)]
    public void Constant_AfterADay_HasNotDrifted(long rate)
    {
        var schedule = Schedule("constant", rate, 0, 0);
        var number = rate * 86_400;
        Assert.Equal(number, schedule.TradesBefore(0, DayNs));
        var times = new DueTimes(schedule.Curve, schedule.Trades, 0, number);
        for (var i = 0L; i < 100_000; i++)
        {
            Assert.Equal((long)((BigInteger)(number + i) * 1_000_000_000 / rate), times.NextNs);
            times.Advance();
        }
    }

    [Fact]
    public void Constant_StartedAnywhere_GivesTheSameTimesAsFromTheStart()
    {
        var schedule = Schedule("constant", 333_333, 0, 0);
        var walked = new DueTimes(schedule.Curve, schedule.Trades, 5);
        for (var i = 0; i < 1_000_000; i++)
            walked.Advance();
        Assert.Equal(new DueTimes(schedule.Curve, schedule.Trades, 5, 1_000_000).NextNs, walked.NextNs);
    }

    [Fact]
    public void Constant_InEachSecond_HasExactlyTheRate()
    {
        var schedule = Schedule("constant", 33_333, 777, 0);
        for (var second = 0L; second < 1_000; second++)
        {
            Assert.Equal(33_333, schedule.TradesBefore(0, (second + 1) * 1_000_000_000) - schedule.TradesBefore(0, second * 1_000_000_000));
            Assert.Equal(777, schedule.BookUpdatesBefore(0, (second + 1) * 1_000_000_000) - schedule.BookUpdatesBefore(0, second * 1_000_000_000));
        }
    }

    [Fact]
    public void Advance_OnAllSegments_AllocatesNothing()
    {
        var schedule = Schedule("burst:1000,50k,1ms,2ms", 10_000, 5_000, 0);
        var times = new DueTimes(schedule.Curve, schedule.BookUpdates, 0);

        // What code allocates once, at its first call, is not the hot path's: this test may be the first that runs it.
        for (var i = 0; i < 10_000; i++)
            times.Advance();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
            times.Advance();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        // The detector sees an allocation.
        GC.KeepAlive(new byte[100]);
        Assert.NotEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool AgreesWithCounts(RunSchedule schedule, StreamShare share)
    {
        var times = new DueTimes(schedule.Curve, share, 0);
        var random = new Random(1);
        var sent = 0L;
        for (var ns = 0L; sent < 20_000 && ns < 20_000_000_000; ns += random.Next(40_000_000))
        {
            for (; times.NextNs < ns; sent++)
                times.Advance();
            if (sent != schedule.Curve.CountBefore(ns, share))
                return false;
        }

        return true;
    }

    private static RunSchedule Schedule(string pattern, long trades, long bookUpdates, int warmUpMs) => new(RunPlans.Simulated(pattern, trades, bookUpdates, warmUpMs));
}
