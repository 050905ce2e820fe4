using System.Text.Json;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Tests.Comparing;

namespace AlphaPulse.LoadTester.Tests.Baselines;

public sealed class BaselineTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Store => Path.Combine(_directory.Path, "store");

    [Fact]
    public void Save_Runs_KeepsMeanSigmaMachineAndLoad()
    {
        var run = Save(runs: 8);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"baseline: main, version 1: 8 runs saved in {Store}/main.json\n", run.Output);
        var root = JsonDocument.Parse(File.ReadAllText(Path.Combine(Store, "main.json"))).RootElement;
        Assert.Equal("alphapulse.baseline/1", root.GetProperty("schema").GetString());
        Assert.Equal(SampleResults.Good().Environment.CpuModel, root.GetProperty("machine").GetProperty("cpu_model").GetString());
        Assert.Equal(10_000, root.GetProperty("load").GetProperty("trades_per_second").GetInt32());
        var metric = root.GetProperty("metrics").GetProperty("write_p50_ns");
        double[] values = [.. metric.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
        var mean = values.Average();
        Assert.Equal(8, values.Length);
        Assert.Equal(mean, metric.GetProperty("mean").GetDouble(), 1e-9);
        Assert.Equal(Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / 7), metric.GetProperty("sigma").GetDouble(), 1e-9);
    }

    [Fact]
    public void Save_SameNameAgain_CountsTheVersion()
    {
        Save(runs: 5);
        var run = Save(runs: 6);

        Assert.Contains("main, version 2: 6 runs", run.Output);
        Assert.Contains(" 2     6 ", CommandRun.Of("baseline", "list", "--dir", Store).Output);
    }

    [Fact]
    public void Save_FewRuns_SaysThatItOnlyWarns()
    {
        Assert.Contains("4 runs are too few to gate", Save(runs: 4).Output);

        var check = Check(results => SavedRuns.Slower(results, 2));

        Assert.Equal(0, check.ExitCode);
        Assert.Contains("cannot gate: the baseline has 4 runs", check.Output);
    }

    [Fact]
    public void Save_RunsThatDoNotBelongTogether_AreFaults()
    {
        var number = 0;
        var run = Save(runs: 3, change: results => ++number switch
        {
            2 => results with { Config = results.Config with { Exchanges = 7 } },
            3 => SavedRuns.Invalid(results) with { Environment = results.Environment with { Cores = 99 } },
            _ => results,
        });

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("pair-02.json: has another load", run.Error);
        Assert.Contains("pair-03.json: is invalid", run.Error);
        Assert.Contains("pair-03.json: is from another machine", run.Error);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public void Save_OneRunSeveralTimes_IsRefusedInOneLine()
    {
        var file = SavedRuns.Save(Path.Combine(_directory.Path, "one"), 1, 1) + "/pair-01.json";

        var run = CommandRun.Of("baseline", "save", "main", file, file, file, file, file, "--dir", Store);

        Assert.Equal((2, "", $"loadtester: {file}: the same run is given 5 times, started at 2026-01-01T01:01:00Z: a run counts once\n"), (run.ExitCode, run.Output, run.Error));
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public void Save_CopyUnderAnotherName_IsRefused()
    {
        var directory = SavedRuns.Save(Path.Combine(_directory.Path, "copied"), 3, 1);
        File.Copy(directory + "/pair-02.json", directory + "/other.json");

        var run = CommandRun.Of(["baseline", "save", "main", .. Directory.GetFiles(directory).Order(StringComparer.Ordinal), "--dir", Store]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"loadtester: {directory}/other.json: the same run is given 2 times, also as {directory}/pair-02.json, started at 2026-01-01T01:02:00Z: a run counts once\n", run.Error);
    }

    [Fact]
    public void Save_CopiesThatDoNotSayWhenTheyBegan_AreComparedWhole()
    {
        var directory = SavedRuns.Save(Path.Combine(_directory.Path, "timeless"), 2, 1);
        foreach (var file in Directory.GetFiles(directory))
            File.WriteAllLines(file, File.ReadAllLines(file).Where(line => !line.Contains("\"started_at\"", StringComparison.Ordinal)));
        Assert.Equal(0, CommandRun.Of("baseline", "save", "main", directory + "/pair-01.json", directory + "/pair-02.json", "--dir", Store).ExitCode);

        Assert.Equal(2, CommandRun.Of("baseline", "save", "main", directory + "/pair-01.json", directory + "/pair-01.json", "--dir", Store).ExitCode);
    }

    [Fact]
    public void Check_OneRunSeveralTimes_IsRefusedInOneLine()
    {
        Save(runs: 5);
        var file = SavedRuns.Save(Path.Combine(_directory.Path, "one"), 1, 2) + "/pair-01.json";

        var run = CommandRun.Of("check", file, file, file, file, file, "--baseline", "main", "--dir", Store);

        Assert.Equal((2, "", $"loadtester: {file}: the same run is given 5 times, started at 2026-01-01T02:01:00Z: a run counts once\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("-x")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    public void Save_NameThatIsAPath_IsAFault(string name)
    {
        var file = SavedRuns.Save(Path.Combine(_directory.Path, "one"), 1, 1) + "/pair-01.json";

        var run = CommandRun.Of("baseline", "save", "--dir", Store, "--", name, file);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is not a name", run.Error);
    }

    [Fact]
    public void Check_RunLikeTheBaseline_Passes()
    {
        Save(runs: 8);

        var run = Check();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("check: PASSED", run.Output);
        Assert.Contains("baseline: EQUIVALENT", run.Output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void Check_SlowerRuns_AreARegression(int runs)
    {
        Save(runs: 8);

        var run = Check(results => SavedRuns.Slower(results, 1.2), runs: runs);

        Assert.Equal(11, run.ExitCode);
        Assert.Contains("baseline: REGRESSION confirmed", run.Output);
    }

    [Fact]
    public void Check_FasterRun_Passes()
    {
        Save(runs: 8);

        Assert.Equal(0, Check(results => SavedRuns.Throughput(SavedRuns.Slower(results, 0.5), 2)).ExitCode);
    }

    [Fact]
    public void Check_BaselineOfAnotherMachine_OnlyWarns()
    {
        Save(runs: 8);

        var run = Check(results => SavedRuns.Slower(results, 2) with { Environment = results.Environment with { Kernel = "7.0", Governor = "powersave" } });

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("cannot gate: the baseline is from another machine: kernel ", run.Output);
        Assert.Contains("frequency governor none and powersave", run.Output);
    }

    [Fact]
    public void Check_MissedObjective_ComesFirst()
    {
        Save(runs: 8);

        Assert.Equal(10, Check(results => SavedRuns.Slower(results, 100)).ExitCode);
    }

    [Fact]
    public void Check_NoSuchBaseline_IsInconclusiveAndSaysSo()
    {
        Save(runs: 5);

        var run = Check(name: "mian");

        Assert.Equal(13, run.ExitCode);
        Assert.Contains($"baseline: no_baseline: there is no 'mian' in {Store} (did you mean 'main'?)", run.Output);
    }

    [Theory]
    [InlineData("{}", "has no field 'schema', expected alphapulse.baseline/1")]
    [InlineData("{ \"schema\": \"alphapulse.baseline/1\", \"name\": \"x\" }", "lacks the field 'machine'")]
    [InlineData("{ \"schema\": \"alphapulse.baseline/1\", \"name\": \"x\", \"machine\": {}, \"load\": {}, \"thresholds\": {}, \"metrics\": 7 }", "lacks the field 'metrics'")]
    public void Check_DamagedBaseline_IsOneLine(string text, string message)
    {
        Directory.CreateDirectory(Store);
        File.WriteAllText(Path.Combine(Store, "main.json"), text);

        var run = Check();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"loadtester: {Store}/main.json: {message}\n", run.Error);
    }

    [Fact]
    public void Show_Baseline_ListsItsMetrics()
    {
        Save(runs: 8);

        var run = CommandRun.Of("baseline", "show", "main", "--dir", Store);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("baseline main, version 1, saved ", run.Output);
        Assert.Contains("load     3 x (10000 + 5000)/s for 60 s", run.Output);
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith("write_p50_ns ", StringComparison.Ordinal) && line.EndsWith("5 %", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("baseline", "baseline: expected save NAME RESULTS.json…, list or show NAME")]
    [InlineData("baseline shwo x", "shwo: is not an action (did you mean 'show'?); there are: save, list, show")]
    [InlineData("baseline save x", "save: needs a name and results files")]
    [InlineData("baseline show", "show: needs one name")]
    [InlineData("baseline list --delta 3%", "--delta: belongs to 'baseline save'")]
    [InlineData("baseline show gone --dir /nowhere", "show: there is no baseline 'gone' in /nowhere")]
    public void Baseline_BadUsage_IsALineAFault(string commandLine, string line)
    {
        var run = CommandRun.Of(commandLine.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"loadtester: {line}", run.Error);
    }

    public void Dispose() => _directory.Dispose();

    private CommandRun Save(int runs, Func<RunResults, RunResults>? change = null)
    {
        var directory = Path.Combine(_directory.Path, "known");
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        return CommandRun.Of(["baseline", "save", "main", .. Directory.GetFiles(SavedRuns.Save(directory, runs, seed: 1, change)).Order(), "--dir", Store]);
    }

    private CommandRun Check(Func<RunResults, RunResults>? change = null, int runs = 1, string name = "main") =>
        CommandRun.Of(["check", .. Directory.GetFiles(SavedRuns.Save(Path.Combine(_directory.Path, "new"), runs, seed: 2, change)).Order(), "--baseline", name, "--dir", Store]);
}
