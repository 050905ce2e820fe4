using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Searching;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Searching;

public sealed class StepRunTests
{
    [Fact]
    public void Of_ARunThatMetItsObjectives_Holds()
    {
        var run = StepRun.Of(SampleResults.Judged());

        Assert.False(run.IsBroken);
        Assert.Null(run.Fault);
    }

    [Fact]
    public void Of_ARunThatMissedObjectives_NamesTheFirst()
    {
        var good = SampleResults.Judged();
        var objectives = good.Objectives.Select(objective => objective with { IsMet = objective.Metric is not ("write_p99_ns" or "response_p99_ns") }).ToArray();

        Assert.Equal(Metrics.WriteP99, StepRun.Of(good with { Status = RunStatus.Failed, Objectives = objectives }).Gate);
    }

    [Fact]
    public void Of_AnInvalidRunBehindItsSchedule_IsBroken()
    {
        var good = SampleResults.Judged();
        var behind = good with { Status = RunStatus.Invalid, Reasons = ["behind"], Throughput = good.Throughput with { ScheduledTrades = good.Throughput.TotalTrades * 103 / 100 } };

        Assert.Equal(Metrics.TpsAchievement, StepRun.Of(behind).Gate);
    }

    [Fact]
    public void Of_AnInvalidRunThatKeptItsSchedule_SaysNothing()
    {
        var run = StepRun.Of(SampleResults.Judged() with { Status = RunStatus.Invalid, Reasons = ["the clock stepped"] });

        Assert.False(run.IsBroken);
        Assert.Equal("the clock stepped", run.Fault);
    }

    [Theory]
    [InlineData("", 3_400_000)]
    [InlineData("", 1_000_003)]
    [InlineData("-t 9999 -o 5000", 250_000)]
    [InlineData("-t 0 -o 5000", 250_000)]
    [InlineData("-t 5000 -o 0 -e 3", 1_234_567)]
    [InlineData("-e 64", 1_000)]
    public void Rates_OfAStep_AreNearWhatWasAskedFor(string options, long rate)
    {
        var settings = Settings(options, out var faults);
        Assert.Empty(faults);
        var step = StepRates.Of(settings, rate);

        Assert.InRange(StepRates.Sum(step), (rate * 0.98) - settings.Exchanges, (rate * 1.02) + (2 * settings.Exchanges));
        if (rate > 1_000_000 && options.Length == 0)
            Assert.Equal(20 * step.BookUpdatesPerSecond, step.TradesPerSecond);
    }

    [Theory]
    [InlineData("--step-runs 4", "--step-runs: '4' runs may have no majority")]
    [InlineData("--start-rate 3m --max-rate 2m", "--max-rate: 2,000,000 is below the start rate")]
    [InlineData("-d 5", "--duration-secs: contradicts --profile breakpoint")]
    [InlineData("--pattern burst:1k,2k,1s", "--pattern: ")]
    [InlineData("--search-secs 5", "--search-secs: '5' is out of range")]
    [InlineData("--start-rate fast", "--start-rate: 'fast'")]
    public void Options_OfASearch_AreChecked(string options, string expected)
    {
        Settings(options, out var faults);

        Assert.Contains(faults, fault => fault.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_OfASearchWithoutOne_AreFaults()
    {
        var faults = new FaultList();
        LoadTestSettingsReader.Read(OptionParser.Parse<LoadTestOptions>("--step-secs 5 --profile baseline".Split(' '), faults), faults);

        Assert.Contains(faults.All, fault => fault.ToString() == "--step-secs: needs --profile breakpoint");
    }

    private static LoadTestSettings Settings(string options, out string[] faults)
    {
        var list = new FaultList();
        var settings = LoadTestSettingsReader.Read(OptionParser.Parse<LoadTestOptions>($"--profile breakpoint {options}".Trim().Split(' '), list), list);
        faults = [.. list.All.Select(fault => fault.ToString())];
        return settings;
    }
}
