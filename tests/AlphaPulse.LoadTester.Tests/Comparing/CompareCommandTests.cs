using System.Text.Json.Nodes;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Comparing;

public sealed class CompareCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Compare_PlantedSlowdown_IsARegression()
    {
        var run = Compare(change: results => SavedRuns.Slower(results, 1.2));

        Assert.Equal((11, ""), (run.ExitCode, run.Error));
        Assert.Contains("compare: REGRESSION confirmed", run.Output);
        Assert.Contains("write P50: +2", run.Output);
        Golden.Verify("compare-regression.txt", run.Output.Replace(_directory.Path, "DIR", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Compare_SameProgram_IsEquivalent(int seed)
    {
        var run = Compare(seed);

        Assert.Equal((0, $"seed {seed}"), (run.ExitCode, $"seed {seed}"));
        Assert.Contains("compare: EQUIVALENT", run.Output);
    }

    [Theory]
    [InlineData(1.3, 0, "IMPROVEMENT")]
    [InlineData(0.7, 11, "REGRESSION")]
    public void Compare_ThroughputChanges_OnlyItsLossIsARegression(double factor, int exitCode, string verdict)
    {
        var run = Compare(change: results => SavedRuns.Throughput(results, factor));

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains($"compare: {verdict}", run.Output);
    }

    // A regression of a tenth in each kind of figure, and only in it, is found in it, and in it alone; without it nothing is.
    [Theory]
    [InlineData("write_p50_ns")]
    [InlineData("write_p99_ns")]
    [InlineData("delivery_p99_ns")]
    [InlineData("response_p99_ns")]
    [InlineData("events_per_second")]
    [InlineData("tps_achievement_percent")]
    [InlineData("cpu_percent")]
    [InlineData("memory_mb")]
    [InlineData("error_rate_percent")]
    public void Compare_PlantedInOneFigure_IsFoundThere(string name)
    {
        var metric = Metrics.Find(name)!;
        var factor = metric.Comparison == Comparison.AtLeast ? 0.9 : 1.1;
        string[] gate = ["--gate", "write_p50_ns,write_p99_ns,delivery_p99_ns,response_p99_ns,events_per_second,tps_achievement_percent,cpu_percent,memory_mb,error_rate_percent"];

        var planted = Compare(runs: 14, change: results => Planted(results, metric, factor), more: gate);

        Assert.Equal(11, planted.ExitCode);
        Assert.StartsWith($"* {metric.Label} ", Assert.Single(planted.Output.Split('\n'), line => line.EndsWith("REGRESSION", StringComparison.Ordinal)));
        Assert.Equal(0, Compare(runs: 14, more: gate).ExitCode);
    }

    [Fact]
    public void Compare_SlowdownBelowTheMetricsOwnThreshold_IsAllowed()
    {
        var change = (RunResults results) => SavedRuns.Slower(results, 1.2);

        Assert.Equal(0, Compare(change: change, more: ["--gate", "write_p50_ns=40%,events_per_second"]).ExitCode);
        Assert.Equal(0, Compare(change: change, more: ["--delta", "50%"]).ExitCode);
        Assert.Equal(11, Compare(change: change, more: ["--gate", "write_p50_ns=10%"]).ExitCode);
    }

    [Fact]
    public void Compare_SingleRuns_CanOnlyWarn()
    {
        var run = Compare(change: results => SavedRuns.Slower(results, 2), runs: 1);

        Assert.Equal(13, run.ExitCode);
        Assert.Contains("cannot gate: a single run says nothing", run.Output);
        Assert.Contains("inconclusive (critical)", run.Output);
    }

    [Fact]
    public void Compare_FewerPairsThanAnyConfidenceNeeds_IsInconclusive()
    {
        var run = Compare(change: results => SavedRuns.Slower(results, 2), runs: 5);

        Assert.Equal(13, run.ExitCode);
        Assert.Contains("too few runs", run.Output);
    }

    [Fact]
    public void Compare_OtherMachine_CannotGate()
    {
        var run = Compare(change: results => SavedRuns.Slower(results, 2) with { Environment = results.Environment with { CpuModel = "another", Cores = 64 } });

        Assert.Equal(13, run.ExitCode);
        Assert.Contains("cannot gate: different machines: processor ", run.Output);
        Assert.Contains("and 64 cores", run.Output);
    }

    [Fact]
    public void Compare_OtherLoad_CannotGate()
    {
        var run = Compare(change: results => results with { Config = results.Config with { TradesPerSecond = 1, Seed = 77 } });

        Assert.Equal(13, run.ExitCode);
        Assert.Contains("cannot gate: different loads: trades_per_second 10000 and 1", run.Output);
        Assert.DoesNotContain("seed", run.Output);
    }

    [Fact]
    public void Compare_InvalidRuns_AreLeftOutAndNamed()
    {
        var number = 0;
        var run = Compare(change: results => ++number == 3 ? SavedRuns.Invalid(results) : results);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Comparison of 11 pairs", run.Output);
        Assert.Contains("note: pair 3 is left out", run.Output);
    }

    [Fact]
    public void Compare_GatedValueMissing_IsInconclusive()
    {
        var number = 0;
        var run = Compare(change: results => ++number == 3 ? results with { Latency = results.Latency with { Write = results.Latency.Write with { P99Ns = null } } } : results);

        Assert.Equal(13, run.ExitCode);
        Assert.Contains("inconclusive (2 values are missing)", run.Output);
    }

    [Fact]
    public void Compare_ErrorsWhereThereWereNone_HaveARatioAllTheSame()
    {
        var run = Compare(change: results => results with { Errors = results.Errors with { ErrorRatePercent = 0.5 } }, more: ["--gate", "error_rate_percent"]);

        Assert.Equal(11, run.ExitCode);
        Assert.Contains("error rate", run.Output);
    }

    [Fact]
    public void Compare_UnpairedOnRequest_UsesAllRuns()
    {
        var run = Compare(change: results => SavedRuns.Slower(results, 1.2), more: ["--unpaired"]);

        Assert.Equal(11, run.ExitCode);
        Assert.Contains("Comparison of 12 and 12 unpaired runs", run.Output);
    }

    [Fact]
    public void Compare_Files_HoldTheSameVerdict()
    {
        var (json, markdown) = (Path.Combine(_directory.Path, "c.json"), Path.Combine(_directory.Path, "c.md"));
        Compare(change: results => SavedRuns.Slower(results, 1.2), more: ["--json-output", json, "--markdown", markdown]);
        var root = System.Text.Json.JsonDocument.Parse(File.ReadAllText(json)).RootElement;

        Assert.Equal(("alphapulse.comparison/1", "regression", 11), (root.GetProperty("schema").GetString(), root.GetProperty("verdict").GetString(), root.GetProperty("exit_code").GetInt32()));
        var metric = root.GetProperty("metrics").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == "write_p50_ns");
        Assert.InRange(metric.GetProperty("change").GetDouble(), 0.17, 0.23);
        Assert.InRange(metric.GetProperty("change_low").GetDouble(), 0.15, metric.GetProperty("change").GetDouble());
        Assert.StartsWith("### Performance: REGRESSION\n", File.ReadAllText(markdown));
        Assert.Contains("| **write P50** |", File.ReadAllText(markdown));
    }

    [Theory]
    [InlineData("compare", "A B: are missing")]
    [InlineData("compare a", "A B: two sides, found 1")]
    [InlineData("compare nowhere.json nowhere.json", "nowhere.json: there is no such file")]
    [InlineData("compare x y --gate write_p98_ns --delta -1%", "--gate: 'write_p98_ns' is not a metric")]
    [InlineData("compare x y --delta 0", "--delta: '0' is not a threshold")]
    [InlineData("compare x y --paired --unpaired", "--unpaired: contradicts --paired")]
    public void Compare_BadUsage_IsALineAFault(string commandLine, string line)
    {
        var run = CommandRun.Of(commandLine.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"loadtester: {line}", run.Error);
    }

    [Theory]
    [InlineData("A/pair-01.json,A/pair-01.json", "A/pair-02.json")]
    [InlineData("A/pair-01.json", "A/pair-01.json")]
    [InlineData("A/pair-01.json", "A/copy.json")]
    public void Compare_OneRunSeveralTimes_IsRefusedInOneLine(string a, string b)
    {
        var directory = SavedRuns.Save(Path.Combine(_directory.Path, "a"), 2, 1);
        File.Copy(directory + "/pair-01.json", directory + "/copy.json");

        var run = CommandRun.Of("compare", a.Replace("A/", directory + "/", StringComparison.Ordinal), b.Replace("A/", directory + "/", StringComparison.Ordinal));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"loadtester: {directory}/pair-01.json: the same run is given 2 times", Assert.Single(run.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_EmptyDirectory_IsAFault()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_directory.Path, "empty")).FullName;

        var run = CommandRun.Of("compare", empty, empty);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("holds no results file", run.Error);
    }

    public void Dispose() => _directory.Dispose();

    private static RunResults Planted(RunResults results, Metric metric, double factor)
    {
        var root = JsonNode.Parse(ResultsJson.ToText(results))!;
        var names = metric.Path.Split('.');
        var parent = names[..^1].Aggregate(root, (node, name) => node[name]!);
        var value = parent[names[^1]]!.GetValue<double>();
        parent[names[^1]] = value == 0 ? 0.01 : metric.Unit == "ns" ? Math.Round(value * factor) : value * factor;
        return ResultsJson.FromText(root.ToJsonString());
    }

    private CommandRun Compare(int seed = 1, Func<RunResults, RunResults>? change = null, int runs = 12, string[]? more = null) => CommandRun.Of([
        "compare",
        SavedRuns.Save(Path.Combine(_directory.Path, "a"), runs, seed),
        SavedRuns.Save(Path.Combine(_directory.Path, "b"), runs, seed + 100, change),
        .. more ?? [],
    ]);
}
