
namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Runs beside each other, and a feed that somebody else started.</summary>
[Trait("Speed", "Slow")]
public sealed class SeveralProgramsTests
{
    [Fact]
    public void Run_TwoAtOnceInOneDirectory_NeitherDisturbsTheOther()
    {
        using var sandbox = new Sandbox();
        var longer = sandbox.Start("loadtester", SmallRun.Of(sandbox, 6, "longer.json"));
        sandbox.WaitUntilRunning(longer);
        var shorter = sandbox.Run("loadtester", SmallRun.Of(sandbox, 1, "shorter.json"));
        var ended = longer.WaitForEnd();
        foreach (var (run, file, seconds) in new[] { (shorter, "shorter.json", 1), (ended, "longer.json", 6) })
        {
            var results = Verdicts.ExpectVerdict(run, sandbox.File(file));
            results.ExpectCountsClose();
            Assert.Equal(SmallRun.Venues * SmallRun.TradesPerSecond * seconds, results.Whole("throughput.total_trades"));
        }

        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Attach_ToAFeedAndItsPipeline_MeasuresAndLeavesThemRunning()
    {
        using var sandbox = new Sandbox();
        var feed = sandbox.Start("feedsim", "run", "--exchanges", "2", "--trades-per-second", "2000", "--orderbook-updates-per-second", "1000", "--duration-secs", "3600", "--warmup-secs", "0", "--name", "feed", "--dir", sandbox.Rings);
        sandbox.WaitUntilSending(feed);
        var engine = sandbox.Start("feedengine", "run", "--run", "feed", "--dir", sandbox.Rings);
        sandbox.WaitUntilRunning(engine);
        var file = sandbox.File("results.json");

        var attached = sandbox.Run("loadtester", "--attach", "feed", "--duration-secs", "2", "--dir", sandbox.Rings, "--json-output", file);
        var results = Verdicts.ExpectVerdict(attached, file);
        Assert.True(results.Whole("throughput.total_trades") > 0 && results.Whole("latency.delivery.count") > 0, attached.ToString());
        Assert.Equal(0, results.Whole("books.mismatched"));
        Assert.False(feed.HasExited, feed.ToString());
        Assert.False(engine.HasExited, engine.ToString());

        engine.Signal(UnixSignal.Interrupt);
        Assert.Equal(130, engine.WaitForEnd().ExitCode);
        feed.Signal(UnixSignal.Interrupt);
        Assert.Equal(130, feed.WaitForEnd().ExitCode);
        sandbox.ExpectNothingLeft(feed);
    }

    [Fact]
    public void EndOfInput_ControlledEngine_EndsAtOnceAndLeavesTheFeedAlone()
    {
        using var sandbox = new Sandbox();
        var feed = sandbox.Start("feedsim", "run", "--exchanges", "1", "--trades-per-second", "1000", "--duration-secs", "3600", "--warmup-secs", "0", "--name", "feed", "--dir", sandbox.Rings);
        sandbox.WaitUntilSending(feed);
        var engine = sandbox.StartWithInput("feedengine", "run", "--run", "feed", "--dir", sandbox.Rings, "--controlled");
        sandbox.Eventually(() => engine.HasExited || engine.Output.Contains("ready", StringComparison.Ordinal), "the engine is ready", engine);
        engine.EndInput();
        Assert.Equal(130, engine.WaitForEnd().ExitCode);
        Assert.False(feed.HasExited, feed.ToString());
        feed.Signal(UnixSignal.Terminate);
        feed.WaitForEnd();
        sandbox.ExpectNothingLeft(feed);
    }
}
