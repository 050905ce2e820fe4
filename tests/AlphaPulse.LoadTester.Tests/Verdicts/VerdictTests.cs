using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Verdicts;

public sealed class VerdictTests
{
    [Fact]
    public void Judge_EverythingMet_Passes()
    {
        var judged = SampleResults.Judged();

        Assert.Equal((RunStatus.Passed, 0), (judged.Status, judged.ExitCode));
        Assert.Empty(judged.Reasons);
        Assert.All(judged.Objectives, objective => Assert.True(objective.IsMet));
    }

    [Fact]
    public void Judge_ShorterThanItsProfile_IsPartialNotPassed()
    {
        var judged = Judge(SampleResults.Good(), new ValidityFacts { Shortfalls = ["scaled 5/60 seconds"] });

        Assert.Equal((RunStatus.Partial, 0), (judged.Status, judged.ExitCode));
        Assert.Equal(["scaled 5/60 seconds"], judged.Reasons);
    }

    [Fact]
    public void Judge_ObjectiveMissed_Fails()
    {
        var good = SampleResults.Good();
        var judged = Judge(good with { Latency = good.Latency with { Write = good.Latency.Write with { P99Ns = 1_000 } } });

        Assert.Equal((RunStatus.Failed, 10), (judged.Status, judged.ExitCode));
        Assert.Equal(["objective missed: write P99 < 1,000 ns, found 1,000 ns"], judged.Reasons);
    }

    [Fact]
    public void Judge_PercentileWithoutSamples_IsInconclusive()
    {
        var good = SampleResults.Good();
        var judged = Judge(good with { Latency = good.Latency with { Write = good.Latency.Write with { P999Ns = null } } });

        Assert.Equal((RunStatus.Inconclusive, 13), (judged.Status, judged.ExitCode));
        Assert.Equal(["write P99.9 cannot be decided: too few samples"], judged.Reasons);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void Judge_MismatchGapOrNotedLoss_Fails(long mismatched, long gaps, long lost)
    {
        var good = SampleResults.Good();
        var judged = Judge(good with
        {
            Books = good.Books with { Mismatched = mismatched },
            Errors = good.Errors with { SequenceGaps = Math.Max(gaps, lost), LostEvents = lost },
            Counts = good.Counts with { Delivered = good.Counts.Written - lost, Lost = lost },
        });

        Assert.Equal((RunStatus.Failed, 10), (judged.Status, judged.ExitCode));
    }

    [Fact]
    public void Judge_ThirdOfTheRateWithFullRings_Fails()
    {
        var judged = Judge(AtAThird() with { Errors = new ErrorResults { BufferOverflows = 12, MeasuredBufferOverflows = 12 } });

        Assert.Equal(RunStatus.Failed, judged.Status);
        Assert.Contains("objective missed: TPS achievement >= 95 %, found 33.333 %", judged.Reasons);
    }

    [Fact]
    public void Judge_ThirdOfTheRateWithoutFullRings_IsTheGeneratorsFaultAndInvalid()
    {
        var judged = Judge(AtAThird());

        Assert.Equal((RunStatus.Invalid, 12), (judged.Status, judged.ExitCode));
        Assert.Contains(judged.Reasons, reason => reason.StartsWith("the generator could not keep its schedule: 33.3 %", StringComparison.Ordinal));
    }

    [Fact]
    public void Judge_AbsurdLag_IsInvalid()
    {
        var good = SampleResults.Good();
        var late = good with { Latency = good.Latency with { Lag = good.Latency.Lag with { P99Ns = Validity.LagBudgetNs + 500_001 } } };

        Assert.Equal(RunStatus.Invalid, Judge(late, new ValidityFacts { ArrivalQuantumNs = 500_000 }).Status);
        Assert.Equal(RunStatus.Passed, Judge(late, new ValidityFacts { ArrivalQuantumNs = 500_001 }).Status);
        Assert.Equal(RunStatus.Passed, Judge(late, new ValidityFacts { HasSchedule = false }).Status);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(0, 0, -1)]
    public void Judge_CountingDoesNotClose_IsInvalid(long offered, long refused, long inRing)
    {
        var good = SampleResults.Good();
        var judged = Judge(good with { Counts = good.Counts with { Offered = good.Counts.Offered + offered, Refused = refused, InRing = inRing } });

        Assert.Equal((RunStatus.Invalid, 12), (judged.Status, judged.ExitCode));
        Assert.StartsWith("counting does not close: ", Assert.Single(judged.Reasons));
    }

    [Fact]
    public void Judge_LossThatNobodyNoticed_IsInvalid()
    {
        var good = SampleResults.Good();
        var judged = Judge(good with { Counts = good.Counts with { Delivered = good.Counts.Written - 3, Lost = 3 }, Errors = good.Errors with { LostEvents = 3 } });

        Assert.Equal(RunStatus.Invalid, judged.Status);
        Assert.Contains("3 events were lost and no stage noticed a gap", judged.Reasons);
    }

    [Theory]
    [InlineData(4_200, "Passed")]
    [InlineData(-31_000_000, "Passed")]
    [InlineData(33_000_000, "Invalid")]
    [InlineData(-1_000_000_000, "Invalid")]
    public void Judge_ClockMovedDuringARunOf62Seconds_IsSteeringOrAStep(long driftNs, string status)
    {
        var good = SampleResults.Good();

        Assert.Equal(status, Judge(good with { Environment = good.Environment with { ClockDriftNs = driftNs } }).Status.ToString());
    }

    [Fact]
    public void Judge_ProcessDied_IsInvalidAndSaysWhich()
    {
        var judged = Judge(SampleResults.Good(), new ValidityFacts { Breakages = ["feedengine died with exit code 137"] });

        Assert.Equal((RunStatus.Invalid, 12), (judged.Status, judged.ExitCode));
        Assert.Equal(["feedengine died with exit code 137"], judged.Reasons);
    }

    [Fact]
    public void Judge_Interrupted_IsInterruptedWhateverElse()
    {
        var judged = Judge(AtAThird(), new ValidityFacts { IsInterrupted = true, Shortfalls = ["x"] });

        Assert.Equal((RunStatus.Interrupted, 130), (judged.Status, judged.ExitCode));
        Assert.Equal("stopped by the user", judged.Reasons[0]);
    }

    [Fact]
    public void Judge_BurstThatDidNotRecover_Fails()
    {
        var results = SampleResults.Good() with { Recovery = new RecoveryResults { BaselineP99Ns = 300, ThresholdNs = 350, RecoveredAfterMs = null } };
        var judged = Verdict.Judge(results, [new Objective(Metrics.RecoveryMs, 5_000)], new ValidityFacts());

        Assert.Equal(RunStatus.Failed, judged.Status);
        Assert.Equal(["objective missed: recovery <= 5,000 ms, found not within the run"], judged.Reasons);
    }

    [Fact]
    public void Judge_NothingWritten_IsInvalid()
    {
        var good = SampleResults.Good();
        var judged = Verdict.Judge(good with { Throughput = new ThroughputResults() }, [], new ValidityFacts());

        Assert.Equal(["nothing was written in the measured time"], judged.Reasons);
    }

    [Fact]
    public void Judge_RingFullInTheWarmUpOnly_DoesNotExcuseTheGenerator() =>
        Assert.Equal(RunStatus.Invalid, Judge(AtAThird() with { Errors = new ErrorResults { BufferOverflows = 12 } }).Status);

    [Fact]
    public void Judge_StalledPipeline_FailsByItsResponseLatency()
    {
        var good = SampleResults.Good();
        var late = good.Latency.Lag with { P99Ns = 7_900_000_000 };
        var judged = Judge(good with { Latency = good.Latency with { Lag = late, Response = late }, Errors = new ErrorResults { BufferOverflows = 1, MeasuredBufferOverflows = 1 } });

        Assert.Equal((RunStatus.Failed, 10), (judged.Status, judged.ExitCode));
        Assert.Contains("objective missed: response P99 < 100,000,000 ns, found 7,900,000,000 ns", judged.Reasons);
    }

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 0, 0, -1)]
    public void Judge_OneOfTheIndependentNumbersDiffers_IsInvalid(long cursor, long declared, long written, long scheduled)
    {
        var good = SampleResults.Good();
        var counts = good.Counts with { RingEvents = 5_200_000 + cursor, ScheduledUpdates = 900 + scheduled, DeclaredUpdates = 900 + declared, WrittenUpdates = 900 + written };

        Assert.Equal(RunStatus.Passed, Judge(good with { Counts = good.Counts with { RingEvents = 5_200_000, ScheduledUpdates = 900, DeclaredUpdates = 900, WrittenUpdates = 900 } }).Status);
        Assert.Equal(RunStatus.Invalid, Judge(good with { Counts = counts }).Status);
    }

    [Theory]
    [InlineData("duplicates")]
    [InlineData("restarts")]
    [InlineData("bad")]
    [InlineData("invalid")]
    [InlineData("unknown")]
    [InlineData("crossed")]
    public void Judge_FaultOfASimulatedFeed_Fails(string fault)
    {
        var good = SampleResults.Good();
        var results = fault switch
        {
            "duplicates" => good with { Errors = new ErrorResults { Duplicates = 1 } },
            "restarts" => good with { Errors = new ErrorResults { Restarts = 1 } },
            "bad" => good with { Errors = new ErrorResults { BadInstruments = 1 } },
            "invalid" => good with { Errors = new ErrorResults { InvalidEvents = 1 } },
            "unknown" => good with { Errors = new ErrorResults { UnknownOrders = 1 } },
            _ => good with { Books = good.Books with { Crossed = 1 } },
        };

        var judged = Judge(results, new ValidityFacts { IsSimulated = true });

        Assert.Equal(RunStatus.Failed, judged.Status);
        Assert.EndsWith("in a feed that has none", Assert.Single(judged.Reasons));
        Assert.Equal(RunStatus.Passed, Judge(results).Status);
    }

    [Fact]
    public void Judge_NothingDelivered_FailsAndWithoutPipelineIsInconclusive()
    {
        var good = SampleResults.Good();
        var stalled = good with { Counts = new CountResults { Offered = 28_684, Written = 28_684, InRing = 28_684 } };
        var attached = new ValidityFacts { HasSchedule = false, IsSimulated = true };

        Assert.Equal(["the pipeline stands still: 28,684 events were written and none was delivered"], Judge(stalled, attached).Reasons);
        Assert.Equal(RunStatus.Failed, Judge(stalled, attached).Status);
        Assert.Equal(RunStatus.Inconclusive, Judge(stalled, attached with { HasPipeline = false }).Status);
    }

    [Theory]
    [InlineData(83_333, "Passed")]
    [InlineData(83_334, "Failed")]
    public void Judge_BacklogThatGrows_MayBeASecondsWorth(long inRing, string status)
    {
        var good = SampleResults.Good();
        var counts = good.Counts with { Delivered = good.Counts.Written - inRing, InRing = inRing };

        Assert.Equal(status, Judge(good with { Counts = counts }, new ValidityFacts { HasSchedule = false }).Status.ToString());
    }

    [Fact]
    public void Judge_NoBookChecked_IsInconclusiveAndTheMetricIsNotMet()
    {
        var judged = Judge(SampleResults.Good() with { Books = new BookResults { Instruments = 30 } }, new ValidityFacts { IsSimulated = true });

        Assert.Equal(RunStatus.Inconclusive, judged.Status);
        Assert.Equal(["no book was checked against the exchanges' own", "books mismatched cannot be decided: no book was checked"], judged.Reasons);
        Assert.Null(judged.Objectives.Single(objective => objective.Metric == "books_mismatched").IsMet);
    }

    private static RunResults AtAThird()
    {
        var good = SampleResults.Good();
        return good with { Throughput = good.Throughput with { TotalTrades = 600_000, TotalOrderbookUpdates = 300_000, TpsAchievementPercent = 100.0 / 3, OpsAchievementPercent = 100.0 / 3 } };
    }

    private static RunResults Judge(RunResults results, ValidityFacts? facts = null) => Verdict.Judge(results, SampleResults.BaselineObjectives, facts ?? new ValidityFacts());
}
