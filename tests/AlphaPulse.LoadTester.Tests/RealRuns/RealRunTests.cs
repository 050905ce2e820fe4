using System.Text.Json;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Tests.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.RealRuns;

/// <summary>Whole runs of the real programs. What depends on how busy the machine is (latencies, and so the verdict) is not asserted.</summary>
public sealed class RealRunTests : IDisposable
{
    private readonly RingBase _rings = new();
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Run_ShortBaseline_WritesItsScheduleAndConformingResults()
    {
        var run = Run("--profile", "baseline", "-d", "2", "--warmup-secs", "1", "-v");

        var results = Results();
        Assert.Equal(results.ExitCode, run.ExitCode);
        Assert.NotEqual(RunStatus.Passed, results.Status);
        Assert.Contains("LOAD TEST RESULTS", run.Output);
        Assert.Contains("scaled 2/60 seconds", results.Status == RunStatus.Partial ? run.Output : "scaled 2/60 seconds");
        Assert.Equal((60_000, 30_000), (results.Throughput.ScheduledTrades, results.Throughput.ScheduledOrderbookUpdates));
        Assert.Equal((60_000, 30_000), (results.Throughput.TotalTrades, results.Throughput.TotalOrderbookUpdates));
        Assert.Equal(90_000, results.Latency.Write.Count);
        Assert.Equal(90_000, results.Latency.Delivery.Count);
        Assert.Equal((results.Counts.Written, 0, 0), (results.Counts.Delivered, results.Counts.Lost, results.Counts.InRing));
        Assert.Equal((30, 0, 0), (results.Books.Instruments, results.Books.Mismatched, results.Books.Crossed));
        Assert.True(results.Books.Checked > 0);
        Assert.All(results.Resources.Processes, process => Assert.True(process.PeakPrivateMb is > 1 and < 400, $"{process}"));
        Assert.Equal(["feedsim", "feedengine", "loadtester"], results.Resources.Processes.Select(process => process.Name));
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "results.schema.json")));
        using var written = JsonDocument.Parse(File.ReadAllText(ResultsFile));
        Assert.Empty(new JsonSchemaValidator(schema.RootElement).Faults(written.RootElement));
        Assert.Empty(_rings.Entries);
    }

    [Fact]
    public void Run_Burst_HasItsPhases()
    {
        Run("-e", "1", "-d", "3", "--warmup-secs", "0", "--pattern", "burst:1k,5k,1s,3s", "--quiet");

        var results = Results();
        Assert.Equal(["baseline", "burst", "recovery"], results.Phases.Select(phase => phase.Name));
        Assert.Equal([1_000, 5_000, 1_000], results.Phases.Select(phase => phase.Trades));
        Assert.NotNull(results.Recovery);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void Run_Signalled_StopsCleanlyWithPartialResults(string signal)
    {
        using var process = new LoadTesterProcess(_rings, "-d", "600", "--json-output", ResultsFile);
        process.AwaitLoad();
        var children = process.Children();

        LoadTesterProcess.Signal(process.Pid, signal);
        var run = process.End();

        Assert.Equal((130, ""), (run.ExitCode, run.Error));
        var results = Results();
        Assert.Equal((RunStatus.Interrupted, 130), (results.Status, results.ExitCode));
        Assert.True(results.DurationSecs < 600);
        Assert.Equal(results.Counts.Written, results.Counts.Delivered);
        Assert.Equal(2, children.Count);
        foreach (var (name, pid) in children)
            LoadTesterProcess.AwaitEnd(pid, name);
        Assert.Empty(_rings.Entries);
    }

    [Theory]
    [InlineData("feedsim")]
    [InlineData("feedengine")]
    public void Run_ChildIsKilled_IsInvalidAndSaysWhich(string child)
    {
        using var process = new LoadTesterProcess(_rings, "-d", "600", "--json-output", ResultsFile);
        process.AwaitLoad();
        var children = process.Children();

        LoadTesterProcess.Signal(children[child], "KILL");
        var run = process.End();

        Assert.Equal(12, run.ExitCode);
        var results = Results();
        Assert.Equal(RunStatus.Invalid, results.Status);
        Assert.Equal([$"{child} was killed (SIGKILL)"], results.Reasons);
        foreach (var (name, pid) in children)
            LoadTesterProcess.AwaitEnd(pid, name);
        Assert.Empty(_rings.Entries);
    }

    [Fact]
    public void Run_LoadTesterIsKilled_ChildrenEndAndTheNextRunCleansUp()
    {
        using var process = new LoadTesterProcess(_rings, "-d", "600");
        process.AwaitLoad();
        var children = process.Children();

        LoadTesterProcess.Signal(process.Pid, "KILL");
        process.End();

        Assert.Equal(2, children.Count);
        foreach (var (name, pid) in children)
            LoadTesterProcess.AwaitEnd(pid, name);
        Assert.Empty(_rings.LiveRuns);
        Run("-e", "1", "-t", "100", "-o", "0", "-d", "1", "--warmup-secs", "0");
        Assert.Equal(100, Results().Throughput.TotalTrades);
        Assert.Empty(_rings.Entries);
    }

    [Fact]
    public void Run_TwoAtOnce_DoNotDisturbEachOther()
    {
        var otherFile = Path.Combine(_directory.Path, "other.json");
        using var one = new LoadTesterProcess(_rings, "-e", "1", "-d", "3", "--json-output", ResultsFile);
        using var two = new LoadTesterProcess(_rings, "-e", "2", "-d", "2", "--json-output", otherFile);

        one.End();
        two.End();

        Assert.Equal(30_000, Results().Throughput.TotalTrades);
        Assert.Equal(40_000, ResultsJson.FromText(File.ReadAllText(otherFile)).Throughput.TotalTrades);
        Assert.Empty(_rings.Entries);
    }

    public void Dispose()
    {
        _rings.Dispose();
        _directory.Dispose();
    }

    private string ResultsFile => Path.Combine(_directory.Path, "results.json");

    private CommandRun Run(params string[] arguments)
    {
        using var process = new LoadTesterProcess(_rings, [.. arguments, "--json-output", ResultsFile]);
        return process.End();
    }

    private RunResults Results() => ResultsJson.FromText(File.ReadAllText(ResultsFile));
}
