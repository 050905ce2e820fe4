using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Tests.Options;

public sealed class LoadTestSettingsTests
{
    [Fact]
    public void Defaults_AreTheFrameworks()
    {
        var settings = Read();

        Assert.Equal((3, 10_000, 5_000, 60, 10), (settings.Exchanges, settings.TradesPerSecond, settings.BookUpdatesPerSecond, settings.DurationSecs, settings.SymbolCount));
        Assert.Empty(settings.Output.Files);
        Assert.False(settings.Output.Verbose);
        Assert.Null(settings.Profile);
        Assert.Empty(settings.Shortfalls);
    }

    [Theory]
    [InlineData("-e 5 -t 50000 -o 25000 -d 120 -s 20")]
    [InlineData("-e5 -t50k -o=25k -d120 -s20")]
    [InlineData("--exchanges 5 --trades-per-second 50_000 --orderbook-updates-per-second 0.025m --duration-secs 120 --symbol-count=20")]
    public void Options_InEitherForm_AreRead(string arguments)
    {
        var settings = Read(arguments.Split(' '));

        Assert.Equal((5, 50_000, 25_000, 120, 20), (settings.Exchanges, settings.TradesPerSecond, settings.BookUpdatesPerSecond, settings.DurationSecs, settings.SymbolCount));
    }

    [Theory]
    [InlineData("baseline", 3, 10_000, 5_000, 60, 1_000)]
    [InlineData("stress", 10, 100_000, 5_000, 300, 10_000)]
    [InlineData("burst", 3, 10_000, 5_000, 60, 10_000)]
    [InlineData("endurance", 3, 20_000, 5_000, 86_400, 10_000)]
    public void Profile_BuiltIn_HasItsRatesAndObjectives(string profile, int exchanges, long trades, long updates, int seconds, double writeP99Ns)
    {
        var settings = Read("--profile", profile);

        Assert.Equal((exchanges, trades, updates, seconds), (settings.Exchanges, settings.TradesPerSecond, settings.BookUpdatesPerSecond, settings.DurationSecs));
        Assert.Empty(settings.Shortfalls);
        Assert.Equal(writeP99Ns, Limit(settings, Metrics.WriteP99));
        Assert.Equal(500, Limit(settings, Metrics.WriteP50));
        Assert.Equal(100_000, Limit(settings, Metrics.WriteP999));
        Assert.Equal(95, Limit(settings, Metrics.TpsAchievement));
        Assert.Equal(0.01, Limit(settings, Metrics.ErrorRate));
        Assert.Equal(50, Limit(settings, Metrics.CpuPercent));
        Assert.Equal(500, Limit(settings, Metrics.MemoryMb));
        Assert.Equal(0, Limit(settings, Metrics.LostEvents));
    }

    [Fact]
    public void Profile_OptionsBesideIt_OverrideIt()
    {
        var settings = Read("--profile", "stress", "-t", "200k", "--seed", "7");

        Assert.Equal((10, 200_000, 7), (settings.Exchanges, settings.TradesPerSecond, settings.Seed));
        Assert.Empty(settings.Shortfalls);
    }

    [Theory]
    [InlineData("-d 59", "scaled 59/60 seconds")]
    [InlineData("-e 2", "scaled 2/3 exchanges")]
    [InlineData("-t 9999", "scaled 9,999/10,000 trades a second per exchange")]
    [InlineData("-o 0", "scaled 0/5,000 orderbook updates a second per exchange")]
    [InlineData("-s 1", "scaled 1/10 symbols per exchange")]
    public void Profile_ShorterOrSmallerRun_FallsShort(string arguments, string shortfall) =>
        Assert.Equal([shortfall], Read(["--profile", "baseline", .. arguments.Split(' ')]).Shortfalls);

    [Fact]
    public void BurstProfile_ShorterRun_KeepsItsShape()
    {
        var settings = Read("--profile", "burst", "-d", "12", "-t", "20k");

        Assert.Equal(PatternKind.Burst, settings.Pattern.Shape!.Kind);
        Assert.Equal((20_000, 200_000), (settings.Pattern.Shape.FirstRate, settings.Pattern.Shape.SecondRate));
        Assert.Equal((2_000_000_000, 12_000_000_000), (settings.Pattern.Shape.LengthNs, settings.Pattern.Shape.PeriodNs));
        Assert.Equal(["scaled 12/60 seconds"], settings.Shortfalls);
    }

    [Fact]
    public void Objectives_OfWhatIsSwitchedOff_AreNotAsked()
    {
        var settings = Read("-o", "0");

        Assert.DoesNotContain(settings.Objectives, objective => objective.Metric == Metrics.OpsAchievement);
        Assert.Contains(settings.Objectives, objective => objective.Metric == Metrics.TpsAchievement);
    }

    private static double Limit(LoadTestSettings settings, Metric metric) => settings.Objectives.Single(objective => objective.Metric == metric).Limit;

    private static LoadTestSettings Read(params string[] arguments)
    {
        var faults = new FaultList();
        var settings = LoadTestSettingsReader.Read(OptionParser.Parse<LoadTestOptions>(arguments, faults), faults);
        Assert.Empty(faults.All);
        return settings;
    }
}
