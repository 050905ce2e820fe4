
namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>What cannot be meant is refused by the real programs before anything is started: one line, exit code 2, nothing left.</summary>
public sealed class BadOptionsTests
{
    [Theory]
    [InlineData("loadtester", "--exchanges 0", "--exchanges", "'0' is out of range")]
    [InlineData("loadtester", "--trades-per-second -5", "--trades-per-second", "'-5' is out of range")]
    [InlineData("loadtester", "--duration-secs 99999999999999999999", "--duration-secs", "out of range")]
    [InlineData("loadtester", "--exchanges 64 --trades-per-second 10m", "updates a second, allowed: up to 100,000,000")]
    [InlineData("loadtester", "--symbol-count many", "--symbol-count", "'many' is not a whole number")]
    [InlineData("loadtester", "--duration-secs NaN", "--duration-secs", "'NaN'")]
    [InlineData("loadtester", "--trades-per-second 0 --orderbook-updates-per-second 0", "leaves nothing to send")]
    [InlineData("loadtester", "--attach feed --exchanges 3", "--exchanges: contradicts --attach")]
    [InlineData("loadtester", "--profile strss", "'strss' is not a profile", "'stress'")]
    [InlineData("loadtester", "--pattern brst:1k,10k,1s", "--pattern", "burst")]
    [InlineData("loadtester", "--arrival quantm=1ms", "--arrival", "'quantum'")]
    [InlineData("loadtester", "--wait sleep", "--wait", "back-off")]
    [InlineData("loadtester", "--ring-capacity 1000", "--ring-capacity", "power of two")]
    [InlineData("loadtester", "--exchangs 3", "--exchangs", "'--exchanges'")]
    [InlineData("loadtester", "--attach nobody", "nobody", "there is no such run")]
    [InlineData("loadtester", "--json-output /nonexistent/folder/results.json", "--json-output", "does not exist")]
    [InlineData("loadtester", "--json-output /proc/results.json", "--json-output", "cannot be written")]
    [InlineData("loadtester", "replya", "replya: is not a command", "'replay'")]
    [InlineData("loadtester", "replay --format kraken-v1", "FILE", "is missing")]
    [InlineData("feedsim", "run --exchanges 0", "--exchanges 0")]
    [InlineData("feedsim", "run --trades-per-second -1", "--trades-per-second -1")]
    [InlineData("feedsim", "run --pattern brst:1k,10k,1s", "--pattern")]
    [InlineData("feedsim", "run --ring-capacity 1000", "--ring-capacity 1000", "power of two")]
    [InlineData("feedsim", "run --frobnicate 1", "--frobnicate", "no such option")]
    [InlineData("feedsim", "run --controlled", "--controlled: needs --plan")]
    [InlineData("feedsim", "rnu", "'rnu' is not a command")]
    [InlineData("feedengine", "run --run nobody", "nobody", "there is no such run")]
    [InlineData("feedengine", "run --run x --threads many", "--threads", "'many' is not a whole number")]
    [InlineData("feedengine", "stop", "'stop' is not a command")]
    public void Run_OptionsThatCannotBeMeant_OneLineAndExitCode2(string program, string arguments, params string[] expected)
    {
        using var sandbox = new Sandbox();
        string[] directory = arguments.StartsWith("rnu", StringComparison.Ordinal) || arguments is "replya" or "stop" ? [] : ["--dir", sandbox.Rings];
        var ended = sandbox.Run(program, [.. arguments.Split(' '), .. directory]);
        Verdicts.ExpectOneLine(ended, expected);
        sandbox.ExpectNothingLeft(ended);
    }

    [Theory]
    [InlineData("exchangs: 3\n", ":1: 'exchangs' is not a key of a profile", "'exchanges'")]
    [InlineData("exchanges: 3\nobjectives:\n  write_p9_ns: 5\n", ":3: 'write_p9_ns' is not a metric", "'write_p90_ns'")]
    [InlineData("exchanges: [3\n", "is not YAML")]
    [InlineData("exchanges: three\n", "exchanges", "'three' is not a whole number")]
    public void Run_ProfileFileThatIsWrong_NamesPlaceAndNearest(string yaml, params string[] expected)
    {
        using var sandbox = new Sandbox();
        var ended = sandbox.Run("loadtester", "--profile-file", sandbox.Write("mine.yaml", yaml), "--dir", sandbox.Rings);
        Verdicts.ExpectOneLine(ended, ["mine.yaml", .. expected]);
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Run_SeveralFaults_AreAllToldAtOnce()
    {
        using var sandbox = new Sandbox();
        var ended = sandbox.Run("loadtester", "-e", "0", "-t", "abc", "--profil", "stress", "--dir", sandbox.Rings);
        Assert.Equal(2, ended.ExitCode);
        Assert.Equal(3, ended.Errors.TrimEnd('\n').Split('\n').Length);
        sandbox.ExpectNothingLeft(ended);
    }
}
