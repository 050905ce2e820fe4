using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Reporting;

public sealed class ReportTests
{
    [Fact]
    public void Screen_OfAPassedRun_IsTheGoldenText() => Golden.Verify("screen-passed.txt", Screen(SampleResults.Judged(), verbose: false));

    [Fact]
    public void Screen_OfAFailedBurstInDetail_IsTheGoldenText()
    {
        var good = SampleResults.Good();
        var phase = good.Phases[0];
        var burst = good with
        {
            Config = good.Config with { Profile = "burst", Pattern = "burst:10000,100000,10s,60s" },
            Throughput = good.Throughput with { TotalTrades = 1_499_328, TradesPerSecond = 24_988.8, TpsAchievementPercent = 83.296, OpsAchievementPercent = 33.333 },
            Phases = [phase with { Name = "baseline", DurationSecs = 25 }, phase with { Name = "burst", StartSecs = 25, DurationSecs = 10 }, phase with { Name = "recovery", StartSecs = 35, DurationSecs = 25 }],
            Recovery = new RecoveryResults { BaselineP99Ns = 340, BurstP99Ns = 900, ThresholdNs = 510, ResponseThresholdNs = 780_000, ResolutionMs = 250 },
            Errors = good.Errors with { BufferOverflows = 12, MeasuredBufferOverflows = 12 },
            Warnings = ["/tmp is not on tmpfs"],
        };

        Golden.Verify("screen-burst-failed.txt", Screen(Verdict.Judge(burst, [.. SampleResults.BaselineObjectives, new Objective(Metrics.RecoveryMs, 5_000)], new ValidityFacts()), verbose: true));
    }

    [Fact]
    public void Screen_OfASearch_BeginsWithTheGoldenText() =>
        Golden.Verify("screen-breakpoint.txt", string.Join("", Screen(SampleResults.Judged() with { Breakpoint = SampleResults.Breakpoint() }, verbose: false).Split("Configuration:")[0]));

    [Theory]
    [InlineData(null, null, "breaking point: not found")]
    [InlineData(3_400_000L, null, "breaking point: above 3.40 M/s")]
    [InlineData(null, 20_000L, "breaking point: below 20 k/s (gate: write P99)")]
    [InlineData(3_400_000L, 6_800_000L, "breaking point: between 3.40 M/s and 6.80 M/s (gate: write P99), not confirmed")]
    public void Headline_OfASearchThatDidNotEnd_SaysWhatIsKnown(long? knee, long? broken, string expected) =>
        Assert.Equal(expected, BreakpointSection.Headline(SampleResults.Breakpoint() with { IsComplete = false, KneeUpdatesPerSecond = knee, BrokenUpdatesPerSecond = broken }));

    [Fact]
    public void Screen_OfAReplay_IsTheGoldenText()
    {
        var good = SampleResults.Good();
        var replay = good with
        {
            Config = new RunConfig { Exchanges = 1, ArrivalMode = "max", RingCapacity = 65_536, WaitStrategy = "back-off", Replay = new ReplayConfig { Format = "databento-mbo", Files = ["/data/mbo.csv.gz"], Oracle = "/data/mbp.csv.gz" } },
            Throughput = good.Throughput with { TpsAchievementPercent = null, OpsAchievementPercent = null },
            Books = new BookResults { Instruments = 1, Checked = 3_360, Mismatched = 1, AgreementPercent = 100.0 * 3_359 / 3_360 },
        };

        Golden.Verify("screen-replay.txt", Screen(Verdict.Judge(replay, [new Objective(Metrics.BooksMismatched, 0)], new ValidityFacts { HasSchedule = false }), verbose: false));
    }

    [Theory]
    [InlineData(36, true)]
    [InlineData(37, false)]
    public void Report_WithinThreeReadingsOfTheClock_IsMarked(long p50Ns, bool isMarked)
    {
        var good = SampleResults.Good();
        var results = good with { Latency = new LatencyResults { Write = good.Latency.Write with { MinNs = 30, P50Ns = p50Ns, P90Ns = 77 } } };

        var lines = Report.Of(results, verbose: false);

        Assert.Equal(isMarked, lines.Any(line => line.Text.Contains($"~{p50Ns} ns", StringComparison.Ordinal)));
        Assert.Equal(isMarked, lines.Any(line => line.Text.StartsWith("  ~ at the timer's floor", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(94.96, "TPS Achievement: 94.9%", "Warning")]
    [InlineData(95.0, "TPS Achievement: 95%", "Good")]
    [InlineData(79.99, "TPS Achievement: 79.9%", "Bad")]
    [InlineData(99.99996, "TPS Achievement: 99.9%", "Good")]
    public void Report_Achievement_IsCutNotRounded(double percent, string text, string tone)
    {
        var good = SampleResults.Good();
        var lines = Report.Of(good with { Throughput = good.Throughput with { TpsAchievementPercent = percent } }, verbose: false);

        Assert.Equal(tone, lines.Single(line => line.Text == text).Tone.ToString());
    }

    private static string Screen(RunResults results, bool verbose)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Terminal.Of(output, color: true).Write(Report.Of(results, verbose));
        return output.ToString();
    }
}
