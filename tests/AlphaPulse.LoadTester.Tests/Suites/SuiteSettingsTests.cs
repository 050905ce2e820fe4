using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Suites;

namespace AlphaPulse.LoadTester.Tests.Suites;

public sealed class SuiteSettingsTests
{
    [Fact]
    public void Quick_Scenarios_Are5InSome10Seconds()
    {
        var (_, scenarios) = Assert.Single(SuiteScenarios.Of(SuiteScenarios.Quick, capture: null));

        Assert.Equal(5, scenarios.Count);
        Assert.InRange(scenarios.Sum(scenario => scenario.MeasuredSecs), 8, 12);
    }

    [Fact]
    public void Full_Scenarios_AreAtLeast14InSome10Minutes()
    {
        var (_, scenarios) = Assert.Single(SuiteScenarios.Of(SuiteScenarios.Full, capture: null));

        Assert.True(scenarios.Count >= 14);
        Assert.InRange(scenarios.Sum(scenario => scenario.MeasuredSecs), 500, 700);
        Assert.Equal(scenarios.Count, scenarios.DistinctBy(scenario => scenario.Name).Count());
    }

    [Fact]
    public void All_Order_IsQuickThenFull() => Assert.Equal(["quick", "full"], SuiteScenarios.Of(SuiteScenarios.All, capture: null).Select(suite => suite.Name));

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public void Scenarios_OptionsOfEach_AreThoseOfTheLoadTest(int? secs)
    {
        foreach (var scenario in SuiteScenarios.Of(SuiteScenarios.All, capture: null).SelectMany(suite => suite.Scenarios))
        {
            var faults = new FaultList();
            LoadTestSettingsReader.Read(OptionParser.Parse<LoadTestOptions>([.. scenario.Options.Split(' '), "-d", $"{secs ?? scenario.Secs}"], faults), faults);
            Assert.True(faults.IsEmpty, $"{scenario.Name}: {string.Join("; ", faults.All)}");
        }
    }

    [Fact]
    public void Read_FewerAndShorterScenarios_SaysSo()
    {
        var settings = Read("quick", "--only", "burst,many-venues", "--duration-secs", "1");

        Assert.Equal(["many-venues", "burst"], settings.Suites[0].Scenarios.Select(scenario => scenario.Name));
        Assert.All(settings.Suites[0].Scenarios, scenario => Assert.Equal(1, scenario.Secs));
        Assert.Equal(["2 of 5 scenarios", "2 of 4 s measured time"], settings.Shortfalls);
    }

    [Fact]
    public void Read_KilledRun_IsNeverTooShortToBeKilled() =>
        Assert.Equal(KilledRun.LeastSecs, Read("full", "--only", "kill-and-resume", "--duration-secs", "1").Suites[0].Scenarios[0].Secs);

    [Fact]
    public void Read_AllOfASuite_HasNoShortfall() => Assert.Empty(Read("all").Shortfalls);

    [Theory]
    [InlineData("suite: say which")]
    [InlineData("suite: 'quik' is not a suite (did you mean 'quick'?)", "quik")]
    [InlineData("suite: 'quick full' is not a suite", "quick", "full")]
    [InlineData("--only: 'brust' is not a scenario (did you mean 'burst'?)", "quick", "--only", "brust")]
    [InlineData("--duration-secs: '0' is out of range", "quick", "--duration-secs", "0")]
    [InlineData("--memory-limit-mb: 'x' is not a whole number", "quick", "--memory-limit-mb", "x")]
    [InlineData("--capture: 'krakn-v1' is not a format (did you mean 'kraken-v1'?)", "full", "--capture", "krakn-v1:/dev/null")]
    [InlineData("--capture: '/nonexistent': there is no such file", "full", "--capture", "kraken-v1:/nonexistent")]
    [InlineData("--targets: ", "quick", "--targets", "/nonexistent")]
    [InlineData("--dir: '/nonexistent': there is no such directory", "quick", "--dir", "/nonexistent")]
    [InlineData("--results-dir: '/dev' is there already", "quick", "--results-dir", "/dev")]
    public void Suite_BadOption_IsRejectedInOneLine(string fault, params string[] arguments)
    {
        var run = CommandRun.Of(["suite", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(fault.Replace("--targets: ", "/nonexistent", StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Suite_List_RunsNothingAndShowsWhatToType()
    {
        var run = CommandRun.Of("suite", "all", "--list");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("loadtester -e 3 -t 10000 -o 5000 -d 2", run.Output, StringComparison.Ordinal);
        Assert.Contains("full: 17 scenarios", run.Output, StringComparison.Ordinal);
    }

    private static SuiteSettings Read(params string[] arguments)
    {
        var faults = new FaultList();
        var settings = SuiteSettingsReader.Read(OptionParser.Parse<SuiteOptions>(arguments, faults), faults);
        Assert.True(faults.IsEmpty, string.Join("; ", faults.All));
        return settings;
    }
}
