
namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Ctrl-C and its relatives, to the load tester alone and to the whole group as a terminal sends it.</summary>
[Trait("Speed", "Slow")]
public sealed class InterruptTests
{
    [Theory]
    [InlineData(UnixSignal.Interrupt, false)]
    [InlineData(UnixSignal.Interrupt, true)]
    [InlineData(UnixSignal.Terminate, false)]
    [InlineData(UnixSignal.Terminate, true)]
    [InlineData(UnixSignal.HangUp, true)]
    public void Signal_InTheMiddleOfARun_PartialResultsAreWrittenAndNothingIsLeft(int signal, bool toTheGroup)
    {
        using var sandbox = new Sandbox();
        var run = sandbox.Start("loadtester", SmallRun.Endless(sandbox));
        sandbox.WaitUntilRunning(run);
        if (toTheGroup)
            run.SignalGroup(signal);
        else
            run.Signal(signal);
        var ended = run.WaitForEnd();
        Assert.True(ended.ExitCode == 130, ended.ToString());
        var results = Verdicts.ExpectResults(ended, sandbox.File("results.json"));
        Assert.Equal("interrupted", results.Status);
        Assert.True(results.Whole("counts.written") > 0, ended.ToString());
        sandbox.ExpectNothingLeft(ended);

        // Only Ctrl-C spares the children, so that what is in the rings can be applied and counted.
        if (signal == UnixSignal.Interrupt || !toTheGroup)
            results.ExpectCountsClose();
    }

    [Fact]
    public void Interrupt_BeforeTheMeasurementStarts_NothingIsLeft()
    {
        using var sandbox = new Sandbox();
        var run = sandbox.Start("loadtester", SmallRun.Endless(sandbox));
        sandbox.Eventually(() => run.HasExited || sandbox.Processes().Any(process => process.Name == "feedsim"), "feedsim was started", run);
        run.SignalGroup(UnixSignal.Interrupt);
        var ended = run.WaitForEnd();
        Assert.True(ended.ExitCode == 130, ended.ToString());
        Assert.DoesNotContain("   at ", ended.ToString(), StringComparison.Ordinal);
        sandbox.ExpectNothingLeft(ended);
    }
}
