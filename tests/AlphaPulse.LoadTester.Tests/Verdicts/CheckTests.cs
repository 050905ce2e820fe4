using System.Text.Json.Nodes;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Verdicts;

public sealed class CheckTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Check_GoodResults_PassesWithALineAMetric()
    {
        var run = CommandRun.Of("check", Save(ResultsJson.ToText(SampleResults.Judged())));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Golden.Verify("check-good.txt", run.Output.Replace(_directory.Path, "DIR", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("latency.write.p99_ns", "12345678", "write_p99_ns")]
    [InlineData("latency.write.p99_ns", "null", "write_p99_ns")]
    [InlineData("latency.write.p99_ns", "\"fast\"", "write_p99_ns")]
    [InlineData("latency.write.p99_ns", null, "write_p99_ns")]
    [InlineData("resources.avg_cpu_percent", "50", "cpu_percent")]
    [InlineData("throughput.tps_achievement_percent", "94.999", "tps_achievement_percent")]
    [InlineData("errors.lost_events", "1", "lost_events")]
    [InlineData("latency.write.p99_ns", "-5", "write_p99_ns")]
    [InlineData("throughput.tps_achievement_percent", "1e308", "tps_achievement_percent")]
    [InlineData("exit_code", "12", "status")]
    [InlineData("status", "\"failed\"", "status")]
    [InlineData("status", "\"inconclusive\"", "status")]
    [InlineData("status", "\"invalid\"", "status")]
    [InlineData("status", "\"interrupted\"", "status")]
    [InlineData("status", "\"fine\"", "status")]
    public void Check_DoctoredResults_FailsInThatLine(string path, string? value, string line)
    {
        var run = CommandRun.Of("check", Save(Doctor(path, value)));

        Assert.Equal(10, run.ExitCode);
        var failed = run.Output.Split('\n').Where(text => text.EndsWith("FAIL", StringComparison.Ordinal));
        Assert.StartsWith(line + " ", Assert.Single(failed));
        Assert.Contains("check: FAILED, 1 of 13", run.Output);
    }

    [Theory]
    [InlineData("latency.write.count", "0", "writes_measured")]
    [InlineData("latency.write.count", null, "writes_measured")]
    [InlineData("throughput.total_events", "0", "total_events")]
    [InlineData("throughput.total_trades", "0", "total_trades")]
    [InlineData("reasons", "[\"write P99 was 12 ms\"]", "reasons")]
    [InlineData("reasons", "\"none\"", "reasons")]
    public void Check_WhatNoPassedRunCanSay_FailsWhateverTheLimits(string path, string? value, string line)
    {
        var results = Save(Doctor(path, value));
        string[][] commands = [["check", results], ["check", results, "--targets", _directory.Write("targets.json", "{ \"schema\": \"alphapulse.targets/1\", \"targets\": { \"write_p99_ns\": 1000 } }")]];

        Assert.All(commands, command =>
        {
            var run = CommandRun.Of(command);
            Assert.Equal(10, run.ExitCode);
            Assert.StartsWith(line + " ", Assert.Single(run.Output.Split('\n'), text => text.EndsWith("FAIL", StringComparison.Ordinal)));
            Assert.Contains("check: FAILED, 1 of ", run.Output);
        });
    }

    [Fact]
    public void Check_RunWithoutTrades_NeedsNone()
    {
        var root = JsonNode.Parse(Doctor("throughput.total_trades", "0"))!;
        root["config"]!["trades_per_second"] = 0;

        Assert.Equal(0, CommandRun.Of("check", Save(root.ToJsonString())).ExitCode);
    }

    [Fact]
    public void Check_Judged_SaysByWhat()
    {
        var targets = _directory.Write("targets.json", "{ \"schema\": \"alphapulse.targets/1\", \"targets\": { \"write_p99_ns\": 1000 } }");

        Assert.Contains("\njudged by the run's own 12 objectives\n", CommandRun.Of("check", Save(Doctor("ci", "{}"))).Output);
        Assert.Contains($"\njudged by 1 target of {targets}\n", CommandRun.Of("check", Save(Doctor("ci", "{}")), "--targets", targets).Output);
        Assert.Contains("\njudged by the 12 default limits: the file has none that can be read\n", CommandRun.Of("check", Save(Doctor("objectives", "[]"))).Output);
    }

    [Fact]
    public void Check_FileWithFewerObjectives_Warns()
    {
        var root = JsonNode.Parse(Doctor("latency.write.p99_ns", "12345678"))!;
        root["objectives"] = new JsonArray(new JsonObject { ["metric"] = "write_p50_ns", ["limit"] = 500 });

        var run = CommandRun.Of("check", Save(root.ToJsonString()));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: the run's own objectives leave out 11 of the default ones: tps_achievement_percent, ", run.Output);
        Assert.DoesNotContain("warning", CommandRun.Of("check", Save(Doctor("ci", "{}"))).Output);
    }

    [Fact]
    public void Check_TargetsThatDoNotLimitLostEvents_Warn()
    {
        var lossy = Save(Doctor("errors.lost_events", "7"));
        var run = CommandRun.Of("check", lossy, "--targets", _directory.Write("targets.json", "{ \"schema\": \"alphapulse.targets/1\", \"targets\": { \"write_p99_ns\": 1000 } }"));
        var strict = CommandRun.Of("check", lossy, "--targets", _directory.Write("strict.json", "{ \"schema\": \"alphapulse.targets/1\", \"targets\": { \"lost_events\": 0 } }"));

        Assert.Equal((0, 10), (run.ExitCode, strict.ExitCode));
        Assert.Contains("\nwarning: the run lost 7 events, which these targets do not limit\n", run.Output);
        Assert.DoesNotContain("warning", strict.Output);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    public void Check_ValueThatIsNoNumber_IsAMissingValue(string value)
    {
        var run = CommandRun.Of("check", Save(Doctor("latency.write.p99_ns", "424242").Replace("424242", value, StringComparison.Ordinal)));

        Assert.Equal(10, run.ExitCode);
        Assert.Contains("missing", run.Output);
    }

    [Fact]
    public void Check_PartialRunThatMeetsItsLimits_Passes()
    {
        var run = CommandRun.Of("check", Save(Doctor("status", "\"partial\"")));

        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("", "is not JSON: line 1, position 1")]
    [InlineData("{ \"schema\": ", "is not JSON: line 1, position 13")]
    [InlineData("[]", "is not a file of schema alphapulse.results/1: expected a JSON object, found Array")]
    [InlineData("{}", "has no field 'schema', expected alphapulse.results/1")]
    [InlineData("{ \"schema\": \"alphapulse.results/2\" }", "is of schema \"alphapulse.results/2\", expected alphapulse.results/1")]
    [InlineData("{ \"schema\": 1 }", "is of schema 1, expected alphapulse.results/1")]
    [InlineData("{ \"schema\": \"alphapulse.results/1\", \"status\": \"passed\", \"exit_code\": 0, \"config\": {}, \"throughput\": {}, \"latency\": {}, \"resources\": {}, \"errors\": {} }", "lacks the fields books, ci")]
    public void Check_NotResults_IsOneLineAndExit2(string text, string message)
    {
        var path = Save(text);

        var run = CommandRun.Of("check", path);

        Assert.Equal((2, "", $"loadtester: {path}: {message}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("{ \"schema\": \"alphapulse.targets/1\", \"targets\": { \"write_p98_ns\": 1 } }", "'write_p98_ns' is not a metric (did you mean 'write_p90_ns'?)")]
    [InlineData("{ \"schema\": \"alphapulse.targets/1\", \"targets\": { \"write_p99_ns\": \"1\" } }", "'write_p99_ns': \"1\" is not a limit, allowed: a number of at least 0 ns")]
    [InlineData("{ \"schema\": \"alphapulse.targets/1\", \"target\": { }, \"targets\": { \"write_p99_ns\": 1 } }", "'target' is not a key of a target file (did you mean 'targets'?)")]
    [InlineData("{ \"schema\": \"alphapulse.targets/1\", \"targets\": { } }", "'targets' names no metric")]
    [InlineData("{ \"schema\": \"alphapulse.targets/1\" }", "'targets' is missing: expected \"targets\": { \"write_p99_ns\": 1000 }")]
    public void Check_FaultyTargets_AreOneLineAndExit2(string targets, string message)
    {
        var path = _directory.Write("targets.json", targets);

        var run = CommandRun.Of("check", Save(ResultsJson.ToText(SampleResults.Judged())), "--targets", path);

        Assert.Equal((2, "", $"loadtester: {path}: {message}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("seed.json", 0)]
    [InlineData("claimed.json", 10)]
    public void Check_ByTheTargetsOfTheRepository_JudgesByThem(string targets, int exitCode)
    {
        var run = CommandRun.Of("check", Save(ResultsJson.ToText(SampleResults.Judged())), "--targets", Path.Combine(Repository.Root, "scripts", "targets", targets));

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void TargetFiles_OfTheRepository_AreAllReadable()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "scripts", "targets"), "*.json");

        Assert.True(files.Length >= 2);
        foreach (var file in files)
        {
            var faults = new FaultList();
            Assert.NotEmpty(TargetFile.Read(file, faults));
            Assert.Empty(faults.All);
        }
    }

    [Fact]
    public void Check_ResultsWhoseObjectivesWereDamaged_AreJudgedByTheDefaultOnes()
    {
        var root = JsonNode.Parse(Doctor("latency.write.p99_ns", "12345678"))!;
        root["objectives"] = new JsonArray(new JsonObject { ["metric"] = "write_p99_ns", ["limit"] = "none" });

        Assert.Equal(10, CommandRun.Of("check", Save(root.ToJsonString())).ExitCode);
    }

    public void Dispose() => _directory.Dispose();

    private string Save(string text) => _directory.Write("results.json", text);

    private static string Doctor(string path, string? value)
    {
        var root = JsonNode.Parse(ResultsJson.ToText(SampleResults.Judged()))!;
        var names = path.Split('.');
        var parent = root;
        foreach (var name in names[..^1])
            parent = parent![name];
        parent!.AsObject().Remove(names[^1]);
        if (value is not null)
            parent.AsObject().Add(names[^1], JsonNode.Parse(value));
        return root.ToJsonString();
    }
}
