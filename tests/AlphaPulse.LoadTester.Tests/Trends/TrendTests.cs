using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using AlphaPulse.LoadTester.Reporting;

namespace AlphaPulse.LoadTester.Tests.Trends;

public sealed class TrendTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Trend_PlantedStep_IsFoundWhereItIsWithItsCommit()
    {
        var run = Trend(40, (i, noise) => (i < 25 ? 300 : 360) * noise);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Trend over 40 runs, 2026-01-01 to 2026-02-09", run.Output);
        Assert.Matches("-> write_p99_ns went from [23].* to 3.* \\(\\+2.* %\\) at run 26 \\(commit commit025\\): bench-pair it against the program before \\(commit commit024\\)", run.Output);
    }

    [Fact]
    public void Trend_PlantedImprovement_AsksForANewBaseline() =>
        Assert.Contains("-> write_p99_ns improved from ", Trend(40, (i, noise) => (i < 25 ? 300 : 200) * noise).Output);

    [Fact]
    public void Trend_PlantedCreep_IsADriftInPercent()
    {
        var run = Trend(14, (i, noise) => (300 + (i * 3)) * (1 + ((noise - 1) / 10)));

        Assert.Matches("write_p99_ns +300 +33[0-9.]+ +\\+1[12]\\.[0-9] % +<0.001", run.Output);
    }

    [Fact]
    public void Trend_CreepOverManyRuns_AsksForTheFirstAgainstTheLast() =>
        Assert.Matches("-> write_p99_ns creeps, \\+1[0-9.]+ % over 60 runs without a clear step: bench-pair the last", Trend(60, (i, noise) => (300 + (i * 0.7)) * (1 + ((noise - 1) / 3))).Output);

    [Fact]
    public void Trend_LastRunApart_IsToBeRepeated()
    {
        var run = Trend(30, (i, noise) => (i == 29 ? 900 : 300) * noise);

        Assert.Matches("-> write_p99_ns of the last run \\([89].*\\) stands apart", run.Output);
        Assert.Contains("none; run 30", run.Output);
    }

    [Fact]
    public void Trend_NothingButNoise_HasNothingToActOn() => Assert.EndsWith("trend: nothing to act on\n", Trend(40, (_, noise) => 300 * noise).Output);

    [Fact]
    public void Trend_OtherMachinesLoadsAndInvalidRuns_AreLeftOut()
    {
        var run = Trend(20, (_, noise) => 300 * noise, [Row(1, 9, machine: "other"), Row(2, 9, load: "other"), Row(3, 9, status: "invalid"), "{ cut"]);

        Assert.Contains("Trend over 20 runs", run.Output);
        Assert.Contains("note: 1 run is left out: of another machine", run.Output);
        Assert.Contains("note: 1 run is left out: of another load", run.Output);
        Assert.Contains("note: 1 run is left out: invalid or interrupted", run.Output);
        Assert.Contains("note: 1 line is no row of a history", run.Output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Trend_FewRuns_AreShownWithoutConclusions(int runs)
    {
        var run = Trend(runs, (_, noise) => 300 * noise);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("trend: nothing to act on\n", run.Output);
    }

    [Fact]
    public void Trend_Files_HoldPictureAndAnalysis()
    {
        var (svg, json) = (Path.Combine(_directory.Path, "t.svg"), Path.Combine(_directory.Path, "t.json"));
        Trend(40, (i, noise) => (i < 25 ? 300 : 360) * noise, more: ["--svg", svg, "--json-output", json]);
        var picture = XDocument.Load(svg);
        XNamespace space = "http://www.w3.org/2000/svg";
        var panel = picture.Root!.Elements(space + "g").Single(group => group.Element(space + "title")!.Value == "write_p99_ns");
        var metric = JsonDocument.Parse(File.ReadAllText(json)).RootElement.GetProperty("metrics").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == "write_p99_ns");

        Assert.Equal(40, panel.Elements(space + "circle").Count(circle => (string?)circle.Attribute("class") == "p"));
        Assert.Single(panel.Elements(space + "line"), line => (string?)line.Attribute("class") == "s");
        Assert.Equal(26, metric.GetProperty("changes")[0].GetProperty("run").GetInt32());
        Assert.Equal(40, metric.GetProperty("values").GetArrayLength());
    }

    [Theory]
    [InlineData("trend", "HISTORY.jsonl: is missing")]
    [InlineData("trend a b", "HISTORY.jsonl: one file, found 2")]
    [InlineData("trend /nowhere --last 0", "--last: '0' is out of range")]
    [InlineData("trend /nowhere", "/nowhere: there is no such file")]
    public void Trend_BadUsage_IsALineAFault(string commandLine, string line)
    {
        var run = CommandRun.Of(commandLine.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"loadtester: {line}", run.Error);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6, 7, 8 }, "▁▂▃▄▅▆▇█")]
    [InlineData(new double[] { 5, 5, 5 }, "▁▁▁")]
    [InlineData(new double[0], "")]
    public void Spark_Values_AreHeights(double[] values, string expected) => Assert.Equal(expected, TrendScreen.Spark(values));

    [Fact]
    public void Spark_ManyValues_IsFortyColumns() => Assert.Equal(40, TrendScreen.Spark([.. Enumerable.Range(0, 977).Select(i => (double)i)]).Length);

    public void Dispose() => _directory.Dispose();

    private CommandRun Trend(int runs, Func<int, double, double> value, string[]? others = null, string[]? more = null)
    {
        var random = new Random(1);
        var lines = Enumerable.Range(0, runs).Select(i => Row(i, value(i, i == 0 ? 1 : 0.97 + (random.NextDouble() * 0.06))));
        return CommandRun.Of(["trend", _directory.Write("history.jsonl", string.Join('\n', (others ?? []).Concat(lines)) + "\n"), .. more ?? []]);
    }

    private static string Row(int day, double p99, string machine = "m", string load = "l", string status = "passed") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"schema":"alphapulse.history/1","at":"{{new DateTime(2026, 1, 1).AddDays(day):yyyy-MM-dd}}T00:00:00Z","commit":"commit{{day:000}}","fingerprint":"{{machine}}","machine":"x","load":"a load","load_fingerprint":"{{load}}","status":"{{status}}","ci":{"tps":30000,"write_p99_ns":{{p99}},"memory_mb":null} }""");
}
