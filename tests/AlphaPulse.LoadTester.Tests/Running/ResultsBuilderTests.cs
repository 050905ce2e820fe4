using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Tests.Running;

public sealed class ResultsBuilderTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Build_WarmUpAndRun_OnlyTheRunIsInTheResults()
    {
        var results = Build(Measured());

        Assert.Equal((200, 100, 900), (results.Throughput.TotalTrades, results.Throughput.TotalOrderbookUpdates, results.Throughput.TotalEvents));
        Assert.Equal((20.0, 10.0, 30.0), (results.Throughput.TradesPerSecond, results.Throughput.OrderbookUpdatesPerSecond, results.Throughput.UpdatesPerSecond));
        Assert.Equal(300, results.Latency.Write.Count);
        Assert.Equal(50.0, results.Throughput.TpsAchievementPercent);
        Assert.Equal("run", Assert.Single(results.Phases).Name);
        Assert.Null(results.Recovery);
    }

    [Fact]
    public void Build_Peaks_AreOfWholeIntervalsOnly()
    {
        var measured = Measured();
        measured.Intervals.Add(new IntervalResults { AtSecs = 1, Trades = 30, OrderbookUpdates = 12 });
        measured.Intervals.Add(new IntervalResults { AtSecs = 3, Trades = 80, OrderbookUpdates = 20 });
        measured.Intervals.Add(new IntervalResults { AtSecs = 3.01, Trades = 10, OrderbookUpdates = 10 });

        var throughput = Build(measured).Throughput;

        Assert.Equal((40.0, 12.0), (throughput.PeakTradesPerSecond, throughput.PeakOrderbookUpdatesPerSecond));
        Assert.Equal(42, throughput.MinUpdatesPerSecond);
    }

    [Fact]
    public void Build_NoWholeInterval_PeakIsTheWholeRun() => Assert.Equal(20, Build(Measured()).Throughput.PeakTradesPerSecond);

    [Fact]
    public void Build_IntervalsBelowTheAverage_PeakIsNotPapered()
    {
        var measured = Measured();
        measured.Intervals.Add(new IntervalResults { AtSecs = 1, Trades = 5 });

        Assert.Equal(5, Build(measured).Throughput.PeakTradesPerSecond);
    }

    [Fact]
    public void Build_LastWriteAfterTheSchedule_RatesAreOfTheTimeThatItTook()
    {
        var measured = Measured();
        measured.LastWriteNs = (14 * Second) + 500_000;

        var results = Build(measured);

        Assert.Equal((12, 16.7), (results.DurationSecs, results.Throughput.TradesPerSecond));
        Assert.Equal(50 * 10.0 / 12, results.Throughput.TpsAchievementPercent!.Value, 6);
    }

    [Fact]
    public void Build_RingCursors_TellWhatIsLostWhateverTheWriterCounts()
    {
        var measured = Measured();
        measured.Totals = new RunTotals { Written = 1_000, Delivered = 1_000 };
        (measured.IsDrained, measured.RingEvents) = (true, 1_003);

        Assert.Equal((3, 1_003), (Build(measured).Counts.Lost, Build(measured).Counts.RingEvents));
    }

    [Fact]
    public void Build_DrainedRun_CountsWhatIsMissingAsLost()
    {
        var measured = Measured();
        measured.Totals = new RunTotals { Written = 1_000, Delivered = 990, Refused = 10, HandlerErrors = 5 };
        measured.IsDrained = true;

        var results = Build(measured);

        Assert.Equal(new CountResults { Offered = 1_010, Written = 1_000, Refused = 10, Delivered = 990, Lost = 10 }, results.Counts);
        Assert.Equal(100.0 * 25 / 1_010, results.Errors.ErrorRatePercent, 6);
        Assert.Equal(10, results.Errors.WriteErrors);
    }

    [Fact]
    public void Build_RunThatWasNotDrained_CountsItAsStillInTheRing()
    {
        var measured = Measured();
        measured.Totals = new RunTotals { Written = 1_000, Delivered = 990 };

        Assert.Equal((0, 10), (Build(measured).Counts.Lost, Build(measured).Counts.InRing));
    }

    [Fact]
    public void Build_Histograms_DecodeToTheSamePercentiles()
    {
        var results = Build(Measured());

        var decoded = HistogramEncoding.FromBase64(results.Histograms.Write);

        Assert.Equal(results.Latency.Write.Count, decoded.TotalCount);
        Assert.Equal(results.Latency.Write.P50Ns, decoded.GetValueAtPercentile(50));
        Assert.Empty(results.Histograms.Delivery);
    }

    private static RunMeasurement Measured()
    {
        var warmUp = new PhaseTotals { Trades = 7_000, BookUpdates = 7_000, Events = 7_000 };
        var run = new PhaseTotals { Trades = 200, BookUpdates = 100, Events = 900 };
        warmUp.Write.RecordValueWithCount(5_000_000, 7_000);
        run.Write.RecordValueWithCount(120, 300);
        return new RunMeasurement
        {
            Plan = new RunPlan
            {
                Name = "test",
                Clock = new ClockCalibration { Source = ClockSource.Stopwatch, TicksPerSecond = 1e9, BaseTicks = 0, BaseNs = 0, Multiplier = 1, Shift = 1 },
                Phases = [new RunPhase("warm-up", 0, 2 * Second, false), new RunPhase("run", 2 * Second, 10 * Second, true)],
            },
            Environment = new RunEnvironment { Cores = 2 },
            MeasuredSecs = 10,
            Phases = [warmUp, run],
        };
    }

    private static RunResults Build(RunMeasurement measured) => ResultsBuilder.Build(measured, new RunConfig(), (400, 100), []);
}
