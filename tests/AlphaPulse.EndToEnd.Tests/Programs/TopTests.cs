using System.Text.RegularExpressions;
using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary><c>loadtester top</c> beside real feeds.</summary>
[Trait("Speed", "Slow")]
public sealed class TopTests
{
    [Fact]
    public void Top_Once_ShowsARunOfTheLoadTesterAndLeavesItAlone()
    {
        using var sandbox = new Sandbox();
        var run = sandbox.Start("loadtester", SmallRun.Endless(sandbox));
        sandbox.WaitUntilRunning(run);
        var name = Path.GetFileName(Assert.Single(Directory.GetDirectories(sandbox.Rings)));
        var before = sandbox.Processes().Count;
        var shown = sandbox.Run("loadtester", "top", "--once", "--interval", "1s", "--dir", sandbox.Rings);

        Assert.True(shown.ExitCode == 0 && shown.Errors.Length == 0, shown.ToString());
        Assert.Contains($"1 run in {sandbox.Rings}", shown.Output, StringComparison.Ordinal);
        Assert.Contains($"{name}  2 x (2,000 + 1,000)/s", shown.Output, StringComparison.Ordinal);
        Assert.Contains("phase run", shown.Output, StringComparison.Ordinal);
        foreach (var line in new[] { @"  write +[0-9,.]+ (ns|µs)", @"  venue-01 +[1-9][0-9,]* ", @"  venue-02 +[1-9][0-9,]* ", @"  guard +[1-9][0-9,]* ", @"  book +[1-9][0-9,]* " })
            Assert.Matches(new Regex(line), shown.Output);
        foreach (var (program, pid) in new[] { ("feedsim", sandbox.PidOf("feedsim")), ("feedengine", sandbox.PidOf("feedengine")), ("loadtester", run.Pid) })
            Assert.Matches(new Regex($"  {program} +{pid} "), shown.Output);
        Assert.Matches(new Regex("  control +[1-9][0-9]* "), shown.Output);
        Assert.False(run.HasExited, run.ToString());
        Assert.Equal(before, sandbox.Processes().Count);
        run.SignalGroup(UnixSignal.Interrupt);
        run.WaitForEnd();
        sandbox.ExpectNothingLeft(run);
    }

    [Fact]
    public void Top_StoppedEngine_ShowsWhoHoldsTheRingBack()
    {
        using var sandbox = new Sandbox();
        var run = sandbox.Start("loadtester", SmallRun.Endless(sandbox));
        sandbox.WaitUntilRunning(run);
        _ = StartedProgram.SendSignal(sandbox.PidOf("feedengine"), UnixSignal.Stop);
        CommandResult? shown = null;
        sandbox.Eventually(
            () =>
            {
                shown = sandbox.Run("loadtester", "top", "--once", "--interval", "200ms", "--dir", sandbox.Rings);
                return Regex.IsMatch(shown.Output, @"  venue-01 +[0-9,]+ +[1-9][0-9]*,[0-9]{3} +[0-9.]+ %  (guard|book)");
            },
            "thousands of events wait for the slowest reader",
            run);
        Assert.Matches(new Regex(@"  book +0 +[1-9][0-9,]+  venue-0[12]"), shown!.Output);
        run.SignalGroup(UnixSignal.Kill);
    }

    [Fact]
    public void Top_FeedsWithoutPipeline_AreShownUntilTheLastHasEnded()
    {
        using var sandbox = new Sandbox();
        var first = Feed(sandbox, "first");
        var second = Feed(sandbox, "second");
        sandbox.Eventually(() => sandbox.Run("feedsim", "list", "--dir", sandbox.Rings).Output.Contains("2 live runs", StringComparison.Ordinal), "both feeds run", first);
        var top = sandbox.Start("loadtester", "top", "--interval", "200ms", "--dir", sandbox.Rings);
        sandbox.Eventually(() => top.HasExited || (top.Output.Contains("\nfirst  1 x", StringComparison.Ordinal) && top.Output.Contains("\nsecond  1 x", StringComparison.Ordinal)), "both feeds are shown", top);
        Assert.Contains("no pipeline reads this feed", top.Output, StringComparison.Ordinal);
        foreach (var feed in new[] { first, second })
        {
            feed.Signal(UnixSignal.Terminate);
            feed.WaitForEnd();
        }

        var ended = top.WaitForEnd();
        Assert.True(ended.ExitCode == 0 && ended.Errors.Length == 0, ended.ToString());
        Assert.EndsWith($"no feed is running any more in {sandbox.Rings}\n", ended.Output, StringComparison.Ordinal);
        sandbox.ExpectNothingLeft(top);
    }

    [Fact]
    public void Top_PipelineThatComesLater_IsShownFromThenOn()
    {
        using var sandbox = new Sandbox();
        var feed = Feed(sandbox, "feed");
        sandbox.WaitUntilSending(feed);
        var top = sandbox.Start("loadtester", "top", "feed", "--interval", "200ms", "--dir", sandbox.Rings);
        sandbox.Eventually(() => top.HasExited || top.Output.Contains("no pipeline reads this feed", StringComparison.Ordinal), "the feed is shown", top);
        sandbox.StartWithInput("feedengine", "run", "--run", "feed", "--dir", sandbox.Rings);
        sandbox.Eventually(() => top.HasExited || Regex.IsMatch(top.Output, @"  delivery +[0-9,.]+ (ns|µs|ms)"), "the pipeline's latencies are shown", top);
        top.Signal(UnixSignal.Interrupt);
        Assert.Equal(0, top.WaitForEnd().ExitCode);
        Assert.False(feed.HasExited, feed.ToString());
    }

    [Fact]
    public void Top_NothingToSee_SaysSoInOneLineAndCreatesNothing()
    {
        using var sandbox = new Sandbox();
        var missing = Path.Combine(sandbox.Rings, "not-there");

        Verdicts.ExpectOneLine(sandbox.Run("loadtester", "top", "--dir", sandbox.Rings), $"no feed is running in {sandbox.Rings}");
        Verdicts.ExpectOneLine(sandbox.Run("loadtester", "top", "--once", "--dir", missing), $"no feed is running in {missing}");
        Verdicts.ExpectOneLine(sandbox.Run("loadtester", "top", missing), $"no feed is running in {missing}");
        Verdicts.ExpectOneLine(sandbox.Run("loadtester", "top", "--interval", "1ms"), "--interval", "100ms to 1h");
        Verdicts.ExpectOneLine(sandbox.Run("loadtester", "top", "a", "b"), "RUN", "one run, found 2");
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.Rings));
    }

    private static StartedProgram Feed(Sandbox sandbox, string name) =>
        sandbox.Start("feedsim", "run", "--exchanges", "1", "--trades-per-second", "2000", "--duration-secs", "3600", "--warmup-secs", "0", "--name", name, "--dir", sandbox.Rings);
}
