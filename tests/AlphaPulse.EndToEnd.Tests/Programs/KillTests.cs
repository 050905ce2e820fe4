
namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>kill -9 and SIGSTOP of each of the three programs in the middle of a run.</summary>
[Trait("Speed", "Slow")]
public sealed class KillTests
{
    [Fact]
    public void Kill_LoadTester_ChildrenEndAndTheNextRunIsClean()
    {
        using var sandbox = new Sandbox();
        var killed = sandbox.Start("loadtester", SmallRun.Endless(sandbox));
        sandbox.WaitUntilRunning(killed);
        Assert.Equal(["control", "feedengine", "feedsim", "loadtester"], sandbox.Processes().Select(process => process.Name).Order());
        killed.Signal(UnixSignal.Kill);
        sandbox.Eventually(() => sandbox.Processes().Count == 0, "the children have ended with their parent", killed);
        var leftOver = Assert.Single(Directory.GetDirectories(sandbox.Rings));

        var next = sandbox.Run("loadtester", SmallRun.Of(sandbox, 1));
        Verdicts.ExpectVerdict(next, sandbox.File("results.json")).ExpectCountsClose();
        Assert.False(Directory.Exists(leftOver), $"{leftOver} was not cleaned up\n{next}");
        sandbox.ExpectNothingLeft(next);
    }

    [Fact]
    public void Kill_LoadTesterWhileTheFeedPrepares_ChildrenEndToo()
    {
        using var sandbox = new Sandbox();
        var killed = sandbox.Start("loadtester", SmallRun.Endless(sandbox));
        sandbox.Eventually(() => killed.HasExited || sandbox.Processes().Any(process => process.Name == "feedsim"), "feedsim was started", killed);
        killed.Signal(UnixSignal.Kill);
        sandbox.Eventually(() => sandbox.Processes().Count == 0, "the children have ended with their parent", killed);
    }

    [Theory]
    [InlineData("feedsim")]
    [InlineData("feedengine")]
    [InlineData("control")]
    public void Kill_Child_RunIsInvalidAndWhatWasMeasuredIsWritten(string child)
    {
        using var sandbox = new Sandbox();
        var run = sandbox.Start("loadtester", SmallRun.Endless(sandbox));
        sandbox.WaitUntilRunning(run);
        _ = StartedProgram.SendSignal(sandbox.PidOf(child), UnixSignal.Kill);
        var ended = run.WaitForEnd();
        Assert.True(ended.ExitCode == 12, ended.ToString());
        var results = Verdicts.ExpectVerdict(ended, sandbox.File("results.json"));
        Assert.Contains($"{child} was killed (SIGKILL)", results.Reasons, StringComparison.Ordinal);
        Assert.Contains($"{child} was killed (SIGKILL)", ended.Output, StringComparison.Ordinal);
        Assert.True(results.Whole("counts.written") > 0, ended.ToString());
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Stop_EngineForLongerThanTheRun_FailsAndNeverPasses()
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var run = sandbox.Start("loadtester", [.. SmallRun.Of(sandbox, 2), "--ring-capacity", "1024"]);
        sandbox.WaitUntilRunning(run);
        var engine = sandbox.PidOf("feedengine");
        _ = StartedProgram.SendSignal(engine, UnixSignal.Stop);
        var stopped = System.Diagnostics.Stopwatch.StartNew();
        sandbox.Eventually(() => run.HasExited || stopped.Elapsed > TimeSpan.FromSeconds(3), "the run's schedule is over", run);
        _ = StartedProgram.SendSignal(engine, UnixSignal.Continue);

        var ended = run.WaitForEnd();

        // All of it was written in the end, three seconds late.
        Assert.True(ended.ExitCode is 10 or 12, ended.ToString());
        var results = Verdicts.ExpectVerdict(ended, file);
        results.ExpectCountsClose();
        Assert.Equal(results.Whole("throughput.total_trades"), results.At("intervals").EnumerateArray().Sum(interval => interval.GetProperty("trades").GetInt64()));
        Assert.True(results.Whole("latency.response.p99_ns") > 100_500_000, ended.ToString());
        sandbox.ExpectNothingLeft(ended);
    }

    [Theory]
    [InlineData("feedsim")]
    [InlineData("feedengine")]
    public void Stop_Child_CtrlCEndsTheRunAllTheSame(string child)
    {
        using var sandbox = new Sandbox();
        var run = sandbox.Start("loadtester", SmallRun.Endless(sandbox));
        sandbox.WaitUntilRunning(run);
        _ = StartedProgram.SendSignal(sandbox.PidOf(child), UnixSignal.Stop);
        run.SignalGroup(UnixSignal.Interrupt);
        var ended = run.WaitForEnd();
        Assert.True(ended.ExitCode == 130, ended.ToString());
        var results = Verdicts.ExpectResults(ended, sandbox.File("results.json"));
        Assert.Contains(child, results.Reasons, StringComparison.Ordinal);
        sandbox.ExpectNothingLeft(ended);
    }
}
