using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Reporting;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Report_OfStoredResults_WritesEachFile()
    {
        var results = Results("a.json");

        var run = CommandRun.Of("report", results, "--markdown", File("r.md"), "--csv", File("r.csv"), "--junit", File("r.xml"));

        Assert.Equal((ExitCode.Ok, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.StartsWith("## ✓ PASSED: a", System.IO.File.ReadAllText(File("r.md")), StringComparison.Ordinal);
        Assert.Contains("\na,1,30000,", System.IO.File.ReadAllText(File("r.csv")), StringComparison.Ordinal);
        Assert.Contains("<testsuite name=\"a\"", System.IO.File.ReadAllText(File("r.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfSeveral_ComparesThem()
    {
        var run = CommandRun.Of("report", Results("a.json"), Results("b.json"), "--markdown", File("r.md"));

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.StartsWith("## 2 runs side by side", System.IO.File.ReadAllText(File("r.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfResultsOfAnEarlierVersion_TakesDefaults()
    {
        // What version 0.1 wrote had neither heat map nor noise, and intervals without processes.
        var old = _directory.Write("old.json", """{"schema":"alphapulse.results/1","status":"passed","exit_code":0,"latency":{"write":{"count":5,"p50_ns":7}},"intervals":[{"at_secs":1,"trades":3}]}""");

        var run = CommandRun.Of("report", old, "--markdown", File("r.md"), "--csv", File("r.csv"), "--junit", File("r.xml"));

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Contains("| write | 7 ns |", System.IO.File.ReadAllText(File("r.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report", "RESULTS.json: is missing")]
    [InlineData("report RESULTS", "report: nothing to write")]
    [InlineData("report RESULTS --markdown /nowhere/r.md", "--markdown: '/nowhere/r.md': its directory does not exist")]
    [InlineData("report nowhere.json --csv r.csv", "nowhere.json: there is no such file")]
    [InlineData("report RESULTS --html", "--html")]
    public void Report_BadArguments_SaysWhich(string arguments, string expected)
    {
        var run = CommandRun.Of(arguments.Replace("RESULTS", Results("a.json"), StringComparison.Ordinal).Split(' '));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains($"loadtester: {expected}", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"schema\":\"alphapulse.results/1\",\"status\":\"fine\"}", "cannot be read at $.status")]
    [InlineData("{\"schema\":\"alphapulse.results/1\",\"latency\":null}", "cannot be read at ")]
    [InlineData("{\"schema\":\"alphapulse.results/1\",\"intervals\":[null]}", "has null at $.intervals[0]")]
    [InlineData("{\"schema\":\"alphapulse.results/1\",\"heat_map\":{\"write\":[[1,null]]}}", "has null at $.heat_map.write[0][1]")]
    [InlineData("{\"schema\":\"alphapulse.results/1\",\"duration_secs\":\"long\"}", "cannot be read at $.duration_secs")]
    [InlineData("{\"schema\":\"alphapulse.results/1\"}", "lacks the fields status, latency")]
    [InlineData("{\"schema\":\"alphapulse.results/1\",\"latency\":{}}", "lacks the field status")]
    [InlineData("[]", "is not a file of schema")]
    [InlineData("{", "is not JSON")]
    public void Report_OfWhatIsNoResults_SaysWhere(string text, string expected)
    {
        var run = CommandRun.Of("report", _directory.Write("bad.json", text), "--markdown", File("r.md"));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File("r.md")));

        // Nor does what is missing beside it hide it, or add to it.
        Assert.Equal(run, CommandRun.Of("report", _directory.Write("bad.json", text)));
    }

    private string File(string name) => Path.Combine(_directory.Path, name);

    private string Results(string name) => _directory.Write(name, ResultsJson.ToText(SampleResults.Judged()));
}
