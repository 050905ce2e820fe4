using AlphaPulse.Engine.Hosting;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.Engine.Tests.Hosting;

public sealed class CommandLineReaderTests
{
    [Fact]
    public void Read_EveryOption_IsInTheSettings()
    {
        var read = CommandLineReader.Read(["run", "--run", "a", "--dir", "/b", "--wait", "busy-spin", "--threads", "2", "--controlled", "-v"]);
        Assert.Equal(
            new RunSettings { Run = "a", Dir = "/b", Wait = StageWaits.Of(WaitKind.BusySpin), Threads = 2, IsControlled = true, IsVerbose = true },
            read.Settings);
    }

    [Fact]
    public void Read_RunAlone_LeavesTheRestToThePlan() =>
        Assert.Equal(new RunSettings { Run = "a" }, CommandLineReader.Read(["run", "--run", "a"]).Settings);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("run --help")]
    [InlineData("run -h --run a")]
    public void Read_Help_ShowsEveryOption(string line)
    {
        var text = CommandLineReader.Read(line.Split(' ')).Text;
        foreach (var option in new[] { "--run", "--dir", "--wait", "--threads", "--controlled", "--verbose", "--help", "--version" })
            Assert.Contains(option, text, StringComparison.Ordinal);
        Assert.All(text!.Split('\n'), l => Assert.True(l.Length <= 110, l));
    }

    [Fact]
    public void Read_Version_NamesTheProgram() => Assert.StartsWith("feedengine ", CommandLineReader.Read(["--version"]).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "no command given; 'feedengine --help' lists them")]
    [InlineData("walk", "'walk' is not a command; 'feedengine --help' lists them")]
    [InlineData("run", "--run: missing; allowed: the run's name or its directory ('feedsim list' shows the running ones)")]
    [InlineData("run --run a --bogus", "--bogus: there is no such option; 'feedengine --help' lists them")]
    [InlineData("run --run a -x", "-x: there is no such option; 'feedengine --help' lists them")]
    [InlineData("run --run a --run b", "--run: given twice")]
    [InlineData("run --run a --wait", "--wait: its value is missing")]
    [InlineData("run --run a --wait slow", "--wait: 'slow' is not known; allowed: auto, block, back-off-block, back-off, spin-block, yield, busy-spin, or one for a stage, as in guard=busy-spin")]
    [InlineData("run --run a --wait block,yield", "--wait: 'block,yield' has more than one strategy for all stages")]
    [InlineData("run --run a --wait guard=block,tail=yield", "--wait: 'tail' is not a stage; there are: guard, book")]
    [InlineData("run --run a --threads 1.5", "--threads: '1.5' is not a whole number from 0 to 64 (0 = as the cores allow)")]
    [InlineData("run --run a --threads 65", "--threads: '65' is not a whole number from 0 to 64 (0 = as the cores allow)")]
    [InlineData("run --run a b", "'b' is not expected")]
    public void Read_Fault_IsNamedInOneLine(string line, string expected) =>
        Assert.Equal([expected], CommandLineReader.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Faults);

    [Fact]
    public void Read_SeveralFaults_AreAllNamed()
    {
        var read = CommandLineReader.Read(["run", "a", "--wait", "slow", "--threads", "x", "--dir", ""]);
        Assert.Equal(5, read.Faults.Count);
        Assert.Null(read.Settings);
    }
}
