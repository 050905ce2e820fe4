using System.Text.Json;
using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Suites of real runs, shortened. A busy machine may make a scenario miss what it is judged by; the records and the exit code have to agree all the same.</summary>
[Trait("Speed", "Slow")]
public sealed class SuiteTests
{
    private const string WithoutTimes = """{ "schema": "alphapulse.targets/1", "name": "counts", "description": "Counts only", "targets": { "lost_events": 0, "sequence_gaps": 0, "books_mismatched": 0 } }""";

    // On a busy machine everything takes ten times as long.
    private static readonly string[] s_patient = ["--timeout-secs", "900", "--scenario-timeout-secs", "600"];

    [Fact]
    public void Suite_ShortenedQuick_GivesARecordOfEachScenario()
    {
        using var sandbox = new Sandbox();
        var (ended, report) = Run(sandbox, "quick", "--duration-secs", "1", "--targets", sandbox.Write("targets.json", WithoutTimes), "--results-dir", sandbox.File("results"));

        var scenarios = report.GetProperty("parts")[0].GetProperty("scenarios").EnumerateArray().ToList();
        Assert.Equal(["write-latency", "memory-cycles", "many-venues", "burst", "backpressure"], scenarios.Select(scenario => scenario.GetProperty("name").GetString()));
        foreach (var scenario in scenarios)
        {
            Assert.True(scenario.GetProperty("records").GetInt64() > 0 && scenario.GetProperty("memory_peak_mb").GetDouble() > 0 && scenario.GetProperty("execution_time_ms").GetInt64() >= 1_000, $"{scenario}\n{ended}");
            Assert.InRange(scenario.GetProperty("performance_score").GetDouble(), 1, 100);
            Assert.Equal(scenario.GetProperty("success").GetBoolean(), scenario.GetProperty("details").GetProperty("exit_code").GetInt32() == 0);
            Assert.Contains($"{(scenario.GetProperty("success").GetBoolean() ? "✅ PASS" : "❌ FAIL")} | {scenario.GetProperty("name").GetString()} | ", ended.Output, StringComparison.Ordinal);
        }

        // Each run's own file says the same.
        var results = ResultsFile.Read(sandbox.File("results/quick-many-venues-1.json"));
        results.ExpectCountsClose();
        Assert.Equal(results.Whole("throughput.total_trades") + results.Whole("throughput.total_orderbook_updates"), scenarios[2].GetProperty("records").GetInt64());
        Assert.Equal(20, results.Whole("config.exchanges"));
        Assert.True(File.Exists(sandbox.File("results/quick-memory-cycles-3.json")));
        Assert.True(ResultsFile.Read(sandbox.File("results/quick-backpressure-1.json")).Whole("errors.measured_buffer_overflows") > 0);
        Assert.Contains("Average Performance Score: ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("PARTIAL: 7 of 11 s measured time", ended.Output, StringComparison.Ordinal);
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Suite_FailurePlantedInQuick_SkipsFull()
    {
        using var sandbox = new Sandbox();
        var (ended, report) = Run(sandbox, "all", "--only", "write-latency", "--duration-secs", "1", "--fault", "write-delay=20000ns");

        Assert.True(ended.ExitCode is 10 or 12, ended.ToString());
        var parts = report.GetProperty("parts");
        Assert.False(parts[0].GetProperty("scenarios")[0].GetProperty("success").GetBoolean());
        Assert.Equal("quick did not pass", parts[1].GetProperty("skipped_because").GetString());
        Assert.Empty(parts[1].GetProperty("scenarios").EnumerateArray());
        Assert.Contains("❌ FAIL | write-latency | ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("NEEDS OPTIMIZATION", ended.Output, StringComparison.Ordinal);
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Suite_KilledLoadTester_GoesOnFromItsLog()
    {
        using var sandbox = new Sandbox();
        var (ended, report) = Run(sandbox, "full", "--only", "kill-and-resume", "--duration-secs", "6", "--targets", sandbox.Write("targets.json", WithoutTimes), "--results-dir", sandbox.File("results"));

        Assert.True(ended.ExitCode is 0 or 10 or 12 or 13, ended.ToString());
        var results = ResultsFile.Read(sandbox.File("results/full-kill-and-resume-1.json"));
        results.ExpectEventsClose();
        Assert.Equal(1, results.Whole("endurance.resumes"));
        Assert.Equal("the load tester was killed", results.At("endurance.outages")[0].GetProperty("reason").GetString());
        Assert.InRange(report.GetProperty("parts")[0].GetProperty("scenarios")[0].GetProperty("details").GetProperty("measured_secs").GetDouble(), 6, 12);
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Suite_ScenarioThatTakesTooLong_IsEndedAndFails()
    {
        using var sandbox = new Sandbox();
        var (ended, report) = Run(sandbox, "full", "--only", "write-latency,trades", "--scenario-timeout-secs", "1", "--timeout-secs", "1");

        Assert.True(ended.ExitCode == 10, ended.ToString());
        var messages = report.GetProperty("parts")[0].GetProperty("scenarios").EnumerateArray().Select(scenario => scenario.GetProperty("message").GetString()).ToList();
        Assert.Equal(2, messages.Count);
        Assert.StartsWith("timed out after ", messages[0], StringComparison.Ordinal);
        Assert.Equal("not run: the 1 s of the suite were over", messages[1]);
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Suite_Interrupted_WritesWhatItHas()
    {
        using var sandbox = new Sandbox();
        var suite = sandbox.Start("loadtester", "suite", "full", "--only", "write-latency,trades", "--dir", sandbox.Rings, "--json-output", sandbox.File("suite.json"));
        sandbox.WaitUntilRunning(suite);
        suite.SignalGroup(UnixSignal.Interrupt);

        var ended = suite.WaitForEnd();

        Assert.True(ended.ExitCode == 130, ended.ToString());
        var report = JsonDocument.Parse(File.ReadAllText(sandbox.File("suite.json"))).RootElement;
        Assert.True(report.GetProperty("is_interrupted").GetBoolean());
        Assert.Equal("write-latency", Assert.Single(report.GetProperty("parts")[0].GetProperty("scenarios").EnumerateArray()).GetProperty("name").GetString());
        sandbox.ExpectNothingLeft(ended);
    }

    private static (CommandResult Ended, JsonElement Report) Run(Sandbox sandbox, string suite, params string[] arguments)
    {
        var ended = sandbox.Start("loadtester", ["suite", suite, .. arguments, .. arguments.Contains("--timeout-secs") ? [] : s_patient, "--dir", sandbox.Rings, "--json-output", sandbox.File("suite.json")]).WaitForEnd(TimeSpan.FromSeconds(900));
        Assert.True(ended.Errors.Length == 0 && File.Exists(sandbox.File("suite.json")), ended.ToString());
        var report = JsonDocument.Parse(File.ReadAllText(sandbox.File("suite.json"))).RootElement;
        Assert.Equal(ended.ExitCode, report.GetProperty("exit_code").GetInt32());
        Assert.Contains(report.GetProperty("verdict").GetString()!, ended.Output, StringComparison.Ordinal);
        return (ended, report);
    }
}
