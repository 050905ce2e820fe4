namespace AlphaPulse.LoadTester.Tests.Options;

public sealed class FaultTests
{
    [Theory]
    [InlineData("loadtester: --dir: its value is empty: --dir <DIR>\n", "--dir", "")]
    [InlineData("loadtester: --json-output: its value is empty: --json-output <FILE>\n", "--json-output=")]
    public void Faults_OfAnEmptyValue_NameItsOption(string expected, params string[] arguments)
    {
        var run = CommandRun.Of(arguments);

        Assert.Equal((2, expected), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--arrival quantum=0")]
    [InlineData("--pattern burst:10k,100k,10s,5s")]
    public void Faults_OfAKnownNamesValue_SuggestNoOtherName(string commandLine)
    {
        var run = CommandRun.Of(commandLine.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("did you mean", run.Error);
    }

    [Theory]
    [InlineData("--log-dir", "--log-dir")]
    [InlineData("--out", "bench-pair", "--out")]
    [InlineData("--out", "selftest", "regression", "--out")]
    public void Faults_OfADirectoryWithoutAPlace_AreToldAndCreateNothing(string option, params string[] arguments)
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "nosuch", "a", "b");

        var run = CommandRun.Of([.. arguments, path]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"loadtester: {option}: '{path}': its directory does not exist\n", run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void Faults_OfADeviceAsCapture_AreToldBeforeTheRun(string device)
    {
        var run = CommandRun.Of("--pattern", $"recorded:{device}");

        Assert.Equal((2, "", $"loadtester: --pattern: '{device}' is a device or a pipe, expected a regular file\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void Faults_OfAnUnknownPattern_NameEveryShapeAndSpacing()
    {
        var run = CommandRun.Of("--pattern", "foo");

        Assert.Equal(2, run.ExitCode);
        Assert.All(["constant", "ramp:", "burst:", "sine:", "sawtooth:", "spike:", "stairs:", "poisson", "hawkes:", "recorded:"], name => Assert.Contains(name, run.Error));
    }

    [Theory]
    [InlineData("fault-many.txt", "--exchangs 5 -t -5 -o abc -d 99999999 --profile strss -s 0 --ring-capacity 1000 --wait sping --arrival quatum --pattern brst:1,2,3s --threads 65 --seed x -v --quiet -v --json-output /no/such/x.json --oracle z file --warmup-secs")]
    [InlineData("fault-zero.txt", "-e 0 -d 0")]
    [InlineData("fault-nothing.txt", "-t 0 -o 0")]
    [InlineData("fault-absurd.txt", "-e 64 -t 10m")]
    [InlineData("fault-overflow.txt", "-t 99999999999999999999 -e 1e400")]
    [InlineData("fault-attach.txt", "--attach feed -e 5 --profile stress")]
    [InlineData("fault-pattern-rate.txt", "-t 0 --pattern burst:1k,10k,1s")]
    [InlineData("fault-pattern-length.txt", "-d 5 --pattern burst:1k,10k,5s")]
    [InlineData("fault-two-profiles.txt", "--profile baseline --profile-file x.yaml")]
    [InlineData("fault-command.txt", "reply x.gz")]
    [InlineData("fault-replay-exchanges.txt", "replay --format kraken -e 5 /no/such/capture.gz")]
    [InlineData("fault-replay-oracle.txt", "replay --format kraken-v1 --oracle /no/such/oracle.csv --speed fast --on-error ignore")]
    [InlineData("fault-check.txt", "check /no/such/results.json --targets /no/such/targets.json")]
    [InlineData("fault-check-none.txt", "check --target x")]
    public void Faults_OfACommandLine_AreAllToldInOneLineEach(string golden, string commandLine)
    {
        var run = CommandRun.Of(commandLine.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Golden.Verify(golden, run.Transcript($"loadtester {commandLine}"));
    }
}
