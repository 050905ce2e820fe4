namespace AlphaPulse.RingTool.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "a command is missing: list, stat, dump, verify or clean")]
    [InlineData("lst", "'lst' is not a command: list, stat, dump, verify or clean")]
    [InlineData("list --odd", "--odd: there is no such option")]
    [InlineData("stat --interval", "option interval: its value is missing")]
    [InlineData("stat --dir --once", "option dir: its value is missing")]
    [InlineData("dump x --format=", "option format: its value is missing")]
    [InlineData("stat --count x", "option count: its value is not a number that it can take")]
    [InlineData("stat --interval 0", "--interval 0: must be 0.01 to 86400 seconds")]
    [InlineData("stat --interval NaN", "--interval NaN: must be")]
    [InlineData("stat --count -1", "--count -1: must be 0")]
    [InlineData("dump", "the ring is missing")]
    [InlineData("dump x --last 0", "--last: must be 1 or more")]
    [InlineData("dump x --last 1 --from 1", "--last, --from: only one of them")]
    [InlineData("dump x --count 1", "--count: needs --from SEQ")]
    [InlineData("dump x --format xml", "--format xml: must be table, csv, jsonl or hex")]
    [InlineData("dump no-such-ring", "no-such-ring: there is no such ring, run or directory")]
    [InlineData("list /dev/shm/no-such-directory", "/dev/shm/no-such-directory: there is no such ring, run or directory")]
    [InlineData("clean /dev/shm/no-such-directory", "/dev/shm/no-such-directory: there is no such ring, run or directory")]
    public void Run_BadArguments_AreNamedInALineEach(string arguments, string expected)
    {
        var run = ToolRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains($"ringtool: {expected}", run.Notes);
        Assert.All(run.Notes.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("ringtool: ", line));
    }

    [Theory]
    [InlineData("--help", "list ", "stat ", "dump ", "verify ", "clean ")]
    [InlineData("list --help", "--json", "PLACE")]
    [InlineData("stat --help", "--interval", "--count", "--once", "--dir")]
    [InlineData("dump --help", "--last", "--from", "--count", "--format")]
    [InlineData("verify --help", "--seconds", "--record-bytes", "--capacity")]
    [InlineData("clean --help", "--dry-run")]
    public void Run_Help_ShowsCommandsAndOptionsOn80Columns(string arguments, params string[] expected)
    {
        var run = ToolRun.Of(arguments.Split(' '));

        Assert.Equal(0, run.ExitCode);
        Assert.All(expected, text => Assert.Contains(text, run.Output));
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain("soak-writer", run.Output);
        Assert.DoesNotContain("--fault", run.Output);
    }

    [Fact]
    public void Run_Version_IsOneLine() => Assert.Matches("^ringtool [0-9.]+\n$", ToolRun.Of("--version").Output);

    [Fact]
    public void Run_ReaderOfThePipeIsGone_Ends()
    {
        using var directory = new RingDirectory();
        using var writer = RingBuffer.Publishing.RingWriter<long>.Create(directory.Ring());
        using var process = ToolProcess.Start("stat", directory.Ring(), "--interval", "0.01", "--count", "0");
        Assert.NotNull(process.StandardOutput.ReadLine());
        process.StandardOutput.Close();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal(1, process.ExitCode);
    }
}
