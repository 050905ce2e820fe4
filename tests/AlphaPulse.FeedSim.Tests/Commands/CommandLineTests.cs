namespace AlphaPulse.FeedSim.Tests.Commands;

public class CommandLineTests
{
    [Theory]
    [InlineData("run -e 0", "feedsim: --exchanges 0: must be 1 to 64")]
    [InlineData("run -e 1000", "feedsim: --exchanges 1000: must be 1 to 64")]
    [InlineData("run -s 0", "feedsim: --symbol-count 0: must be 1 to 1,000 instruments a venue")]
    [InlineData("run -d 0", "feedsim: --duration-secs 0: must be 1 to 604,800 seconds")]
    [InlineData("run -t abc", "feedsim: --trades-per-second abc: is not a whole number of at least 0, for example 10000, 10k or 1.5m")]
    [InlineData("run --ring-capacity 1000", "feedsim: --ring-capacity 1000: must be a power of two, 64 to 67,108,864 slots")]
    [InlineData("run --arrival never", "feedsim: --arrival: 'never' is not an arrival mode: spin, quantum=T (for example quantum=500us) or burst=N")]
    [InlineData("run --plan x", "feedsim: --plan: needs --controlled; without it, give the run's options themselves")]
    [InlineData("run --plan /nowhere/plan.json --controlled", "feedsim: --plan /nowhere/plan.json: there is no such plan; it must be the plan.json in the directory of a run")]
    [InlineData("run --fault write-delay=5ns", "feedsim: --fault write-delay=5ns: expected write-delay=TIME with a time of up to 1000000ns, and --controlled")]
    [InlineData("run --what", "feedsim: --what: there is no such option; see 'feedsim --help' and 'feedsim COMMAND --help'")]
    [InlineData("rum", "feedsim: 'rum' is not a command: run, replay, audit or list")]
    [InlineData("", "feedsim: a command is missing: run, replay, audit or list; see 'feedsim --help'")]
    [InlineData("replay --format lobster nothing.csv", "feedsim: nothing.csv: there is no such file")]
    [InlineData("audit --updates 0", "feedsim: --updates 0: must be 1 to 1,000,000,000 updates a venue")]
    [InlineData("run --dir /nowhere/at/all -d 1", "feedsim: /nowhere/at/all: the ring directory does not exist. Create it (tmpfs-setup.sh does), or choose another one.")]
    public void Run_WithOneFault_PrintsOneLineAndExits2(string arguments, string expected)
    {
        var (exitCode, output, error) = FeedSimProcess.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(expected, error.TrimEnd());
        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
    }

    [Fact]
    public void Run_WithManyFaults_PrintsThemAll()
    {
        var (exitCode, _, error) = FeedSimProcess.Run("run", "-e", "0", "-s", "0", "-d", "0", "--pattern", "wave", "--ring-capacity", "3");
        Assert.Equal(2, exitCode);
        Assert.Equal(5, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public void Audit_OfTheDefaultVenues_PrintsTheBooks()
    {
        var (exitCode, output, _) = FeedSimProcess.Run("audit", "--updates", "5000");
        Assert.Equal(0, exitCode);
        Assert.EndsWith("books 30, mismatched 0, crossed 0\n", output);
    }

    [Fact]
    public void Audit_RatesWithUnits_AreThoseOfTheLoadTester()
    {
        var (exitCode, output, error) = FeedSimProcess.Run("audit", "--updates", "100", "-e", "1", "-t", "1.5m", "-o", "5k");
        Assert.True(exitCode == 0, error);
        Assert.StartsWith("updates 100 ", output);
    }

    [Fact]
    public void Help_OfReplay_DefaultSpeedIsMax() => Assert.Contains("(Default: max)", FeedSimProcess.Run("replay", "--help").Output);

    [Fact]
    public void List_OfFiveHundred_PrintsDistinctNames()
    {
        var directory = Directory.CreateTempSubdirectory("alphapulse-test-");
        var (exitCode, output, _) = FeedSimProcess.Run("list", "--symbol-count", "500", "--dir", directory.FullName);
        directory.Delete(recursive: true);
        Assert.Equal(0, exitCode);
        var names = output.Split('\n').Skip(1).TakeWhile(l => l.Length > 0).Select(l => l.Split(' ')[0]).ToArray();
        Assert.Equal(500, names.Length);
        Assert.Equal(500, names.Distinct().Count());
        Assert.Contains("0 live runs in", output);
    }

    [Fact]
    public void Help_OfRun_NamesEveryOption()
    {
        var (exitCode, output, _) = FeedSimProcess.Run("run", "--help");
        Assert.Equal(0, exitCode);
        foreach (var option in (string[])["-e", "-t", "-o", "-d", "-s", "--seed", "--pattern", "--arrival", "--ring-capacity", "--warmup-secs", "--dir", "--name", "--plan", "--controlled"])
            Assert.Contains($" {option}", output);
    }
}
