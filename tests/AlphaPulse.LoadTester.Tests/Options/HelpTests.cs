using System.Globalization;
using System.Text.RegularExpressions;
using AlphaPulse.LoadTester.Commands;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Options;

public sealed class HelpTests
{
    [Theory]
    [InlineData("help.txt", "--help")]
    [InlineData("help.txt", "-h")]
    [InlineData("help.txt", "help")]
    [InlineData("help-replay.txt", "replay", "-h")]
    [InlineData("help-suite.txt", "suite", "--help")]
    [InlineData("help-check.txt", "check", "--help")]
    [InlineData("help-compare.txt", "compare", "--help")]
    [InlineData("help-bench-pair.txt", "bench-pair", "--help")]
    [InlineData("help-baseline.txt", "baseline", "--help")]
    [InlineData("help-chaos.txt", "chaos", "--help")]
    [InlineData("help-selftest.txt", "selftest", "--help")]
    [InlineData("help-trend.txt", "trend", "--help")]
    [InlineData("help-doctor.txt", "doctor", "--help")]
    [InlineData("help-top.txt", "top", "--help")]
    [InlineData("help-analyze.txt", "analyze", "-h")]
    [InlineData("help-endurance.txt", "endurance", "--help")]
    [InlineData("help-flame.txt", "flame", "--help")]
    [InlineData("profiles.txt", "profiles")]
    public void Help_OfEachCommand_IsTheGoldenText(string golden, params string[] arguments)
    {
        var run = CommandRun.Of(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Golden.Verify(golden, run.Output);
    }

    [Fact]
    public void Help_OfTheProgram_NamesEveryExitCode()
    {
        var codes = typeof(ExitCode).GetFields().Select(field => (int)field.GetRawConstantValue()!).ToArray();

        Assert.Equal(codes.Order(), CodesOf("--help"));
    }

    [Theory]
    [InlineData("replay", 0, 1, 2, 10, 12, 13, 130)]
    [InlineData("suite", 0, 1, 2, 10, 12, 13, 130)]
    [InlineData("check", 0, 2, 10, 11, 13)]
    [InlineData("baseline", 0, 2)]
    [InlineData("compare", 0, 1, 2, 11, 13, 130)]
    [InlineData("bench-pair", 0, 1, 2, 11, 13, 130)]
    [InlineData("report", 0, 2)]
    [InlineData("top", 0, 2, 130)]
    [InlineData("doctor", 0, 2, 12)]
    [InlineData("analyze", 0, 2)]
    [InlineData("endurance", 0, 2, 10, 13)]
    [InlineData("trend", 0, 1, 2)]
    [InlineData("flame", 0, 1, 2)]
    [InlineData("chaos", 0, 1, 2, 10, 12, 130)]
    [InlineData("selftest", 0, 1, 2, 10, 130)]
    [InlineData("profiles", 0, 2)]
    public void Help_OfAVerb_NamesItsExitCodes(string verb, params int[] codes) => Assert.Equal(codes, CodesOf(verb, "--help"));

    [Fact]
    public void Help_OfEachVerb_HasExitCodes() => Assert.All(Verbs.All, verb => Assert.Contains(0, CodesOf(verb.Name, "--help")));

    [Theory]
    [InlineData("-e, --exchanges <NUM>", "Number of simulated exchanges [default: 3]")]
    [InlineData("-t, --trades-per-second <TPS>", "Target trades per second per exchange [default: 10000]")]
    [InlineData("-d, --duration-secs <SECS>", "Test duration in seconds [default: 60]")]
    [InlineData("-s, --symbol-count <COUNT>", "Number of symbols to simulate [default: 10]")]
    [InlineData("-v, --verbose", "Enable verbose output")]
    [InlineData("    --json-output <FILE>", "Save results to JSON file")]
    [InlineData("-h, --help", "Print help")]
    public void Help_OptionOfTheFramework_IsListedVerbatim(string option, string text) =>
        Assert.Contains(HelpTexts.LoadTest(100).Split('\n'), line => line.StartsWith($"  {option} ", StringComparison.Ordinal) && line.EndsWith(text, StringComparison.Ordinal));

    [Theory]
    [InlineData(20, 80)]
    [InlineData(80, 80)]
    [InlineData(90, 90)]
    [InlineData(300, 100)]
    public void Help_AtAnyWidth_FitsBetween80And100Columns(int width, int most)
    {
        foreach (var text in new[] { HelpTexts.LoadTest(width), HelpTexts.Replay(width), HelpTexts.Check(width), HelpTexts.Doctor(width), HelpTexts.Top(width) })
            Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, most));
    }

    [Fact]
    public void Help_EveryOption_IsListed()
    {
        foreach (var name in OptionTable.Of<LoadTestOptions>().LongNames)
            Assert.Contains($"--{name} ", HelpTexts.LoadTest(100).Replace('\n', ' '));
        foreach (var name in OptionTable.Of<ReplayOptions>().LongNames)
            Assert.Contains($"--{name} ", HelpTexts.Replay(100).Replace('\n', ' '));
        foreach (var name in OptionTable.Of<AnalyzeOptions>().LongNames)
            Assert.Contains($"--{name} ", HelpTexts.Analyze(100).Replace('\n', ' '));
    }

    // A code stands at the start of its part: "10 objective missed".
    private static IEnumerable<int> CodesOf(params string[] arguments)
    {
        var text = CommandRun.Of(arguments).Output.ReplaceLineEndings(" ");
        var at = text.IndexOf("Exit codes: ", StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        return Regex.Matches(text[at..], @"(?:Exit codes: |, |also )(\d+)\b(?= [a-z]|,)").Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
    }
}
