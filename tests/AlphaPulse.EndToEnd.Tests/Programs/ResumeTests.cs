using System.Text.Json;
using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>kill -9 of any or all of the programs of a logged run, and its continuation.</summary>
[Trait("Speed", "Slow")]
public sealed class ResumeTests
{
    private const int Seconds = 8;

    [Fact]
    public void Resume_LoadTesterWasKilled_MeasuresWhatIsLeftAndSaysSo()
    {
        using var sandbox = new Sandbox();
        var log = sandbox.File("log");
        var killed = sandbox.Start("loadtester", Logged(sandbox, log));
        WaitForIntervals(sandbox, log, killed, 3);
        killed.Signal(UnixSignal.Kill);
        sandbox.Eventually(() => sandbox.Processes().Count == 0, "the children have ended with their parent", killed);

        // What a kill in the middle of a write leaves.
        File.AppendAllText(Directory.GetFiles(log, "*.jsonl").Single(), "{\"session\":1,\"at\":\"20");

        ExpectWhole(sandbox, log, sandbox.Run("loadtester", "--resume", log), resumes: 1);
        var again = sandbox.Run("loadtester", "--resume", log);
        Assert.True(again.ExitCode == 2, again.ToString());
        Assert.Contains("holds a finished run", again.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("feedsim")]
    [InlineData("feedengine")]
    public void Resume_ChildWasKilled_TheRunHadSaidHow(string child)
    {
        using var sandbox = new Sandbox();
        var log = sandbox.File("log");
        var run = sandbox.Start("loadtester", Logged(sandbox, log));
        WaitForIntervals(sandbox, log, run, 2);
        _ = StartedProgram.SendSignal(sandbox.PidOf(child), UnixSignal.Kill);
        var ended = run.WaitForEnd();
        Assert.True(ended.ExitCode == 12, ended.ToString());
        Assert.Contains($"to go on with this run: loadtester --resume {log}", ended.Errors, StringComparison.Ordinal);

        var resumed = sandbox.Run("loadtester", "--resume", log);

        var results = ExpectWhole(sandbox, log, resumed, resumes: 1);
        Assert.Contains(child, results.At("endurance.outages")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_AllWereKilledTwice_IsOneRunWithTwoOutages()
    {
        using var sandbox = new Sandbox();
        var log = sandbox.File("log");
        var run = sandbox.Start("loadtester", Logged(sandbox, log));
        for (var kill = 1; kill <= 2; kill++)
        {
            WaitForIntervals(sandbox, log, run, 2 * kill);
            foreach (var (pid, _) in sandbox.Processes())
                _ = StartedProgram.SendSignal(pid, UnixSignal.Kill);
            _ = run.WaitForEnd();
            sandbox.Eventually(() => sandbox.Processes().Count == 0, "all are dead", run);
            run = sandbox.Start("loadtester", "--resume", log);
        }

        ExpectWhole(sandbox, log, run.WaitForEnd(), resumes: 2);
    }

    [Fact]
    public void Resume_WhileTheRunGoesOn_IsRefusedAndDoesNotDisturbIt()
    {
        using var sandbox = new Sandbox();
        var log = sandbox.File("log");
        var run = sandbox.Start("loadtester", Logged(sandbox, log));
        WaitForIntervals(sandbox, log, run, 1);

        var refused = sandbox.Run("loadtester", "--resume", log);

        Assert.True(refused.ExitCode == 2, refused.ToString());
        Assert.Contains("still goes on", refused.Errors, StringComparison.Ordinal);
        ExpectWhole(sandbox, log, run.WaitForEnd(), resumes: 0);
    }

    [Fact]
    public void Interrupt_LoggedRun_CanBeResumedToo()
    {
        using var sandbox = new Sandbox();
        var log = sandbox.File("log");
        var run = sandbox.Start("loadtester", Logged(sandbox, log));
        WaitForIntervals(sandbox, log, run, 2);
        run.SignalGroup(UnixSignal.Interrupt);
        var ended = run.WaitForEnd();
        Assert.True(ended.ExitCode == 130, ended.ToString());
        Assert.Contains("--resume", ended.Errors, StringComparison.Ordinal);

        var results = ExpectWhole(sandbox, log, sandbox.Run("loadtester", "--resume", log), resumes: 1);
        Assert.Equal("stopped by the user", results.At("endurance.outages")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public void Log_DiskIsFull_StopsTheLogAndNotTheMeasurement()
    {
        using var disk = MountedTmpfs.Mount("size=48k");
        using var sandbox = new Sandbox();
        var log = Path.Combine(disk.Path, "log");

        var ended = sandbox.Run("loadtester", Logged(sandbox, log));

        var results = Verdicts.ExpectResults(ended, sandbox.File("results.json"));
        results.ExpectCountsClose();
        Assert.InRange(results.At("duration_secs").GetDouble(), Seconds, Seconds + 5);
        Assert.Contains("No space left on device", results.Text("endurance.log_fault"), StringComparison.Ordinal);
        Assert.Contains("the measurement went on without it", ended.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, ended.ExitCode);
        sandbox.ExpectNothingLeft(ended);
    }

    private static IEnumerable<string> Logged(Sandbox sandbox, string log) => [.. SmallRun.Of(sandbox, Seconds), "--log-dir", log];

    private static void WaitForIntervals(Sandbox sandbox, string log, StartedProgram run, int count) =>
        sandbox.Eventually(() => run.HasExited || Lines(log) >= count, $"{count} intervals are logged", run);

    // Headers do not count.
    private static int Lines(string log) => Directory.Exists(log) ? Directory.GetFiles(log, "*.jsonl").Sum(file => Math.Max(0, File.ReadAllLines(file).Length - 1)) : 0;

    private static ResultsFile ExpectWhole(Sandbox sandbox, string log, CommandResult ended, int resumes)
    {
        var results = Verdicts.ExpectVerdict(ended, sandbox.File("results.json"));
        results.ExpectEventsClose();
        var outages = results.At("endurance.outages").EnumerateArray().ToList();
        Assert.Equal((resumes, resumes), ((int)results.Whole("endurance.resumes"), outages.Count));
        Assert.All(outages, outage => Assert.True(outage.GetProperty("secs").GetDouble() > 0));
        var coverage = results.At("endurance.coverage_percent").GetDouble();
        Assert.True(resumes == 0 ? coverage == 100 : coverage is > 0 and < 100, $"coverage {coverage}\n{ended}");

        // The measured time is what was asked for, outages left out; a session has whole seconds.
        Assert.InRange(results.At("duration_secs").GetDouble(), Seconds, Seconds + resumes + 5);
        var updates = results.Whole("throughput.total_trades") + results.Whole("throughput.total_orderbook_updates");
        Assert.InRange(updates, Seconds * SmallRun.Venues * (SmallRun.TradesPerSecond + 1_000), (Seconds + resumes + 2) * SmallRun.Venues * (SmallRun.TradesPerSecond + 1_000));
        Assert.InRange(results.Whole("latency.write.count"), updates * 0.99, updates * 1.01);
        if (resumes > 0)
            Assert.Contains(results.At("warnings").EnumerateArray(), warning => warning.GetString()!.StartsWith(resumes == 1 ? "resumed once" : $"resumed {resumes} times", StringComparison.Ordinal));
        Assert.Equal(results.Whole("endurance.intervals"), Lines(log));
        using (var checkpoint = JsonDocument.Parse(File.ReadAllText(Path.Combine(log, "checkpoint.json"))))
            Assert.Equal("finished", checkpoint.RootElement.GetProperty("state").GetString());
        sandbox.ExpectNothingLeft(ended);
        return results;
    }
}
