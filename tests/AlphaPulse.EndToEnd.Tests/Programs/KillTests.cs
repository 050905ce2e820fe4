
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
        Assert.Equal(["feedengine", "feedsim", "loadtester"], sandbox.Processes().Select(process => process.Name).Order());
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
