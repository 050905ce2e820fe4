using AlphaPulse.Engine.Hosting;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Engine.Tests.Hosting;

public sealed class EngineProgramTests
{
    private static readonly InstrumentDirectory s_twoVenues = new([Instruments.Levels(id: 0, venue: 0), Instruments.Levels(id: 1, venue: 1)]);

    [Theory]
    [InlineData("1", "back-off")]
    [InlineData("2", "yield")]
    [InlineData("2", "guard=busy-spin,book=block")]
    public void Run_ControlledCaptureThroughARing_EveryChecksumAgrees(string threads, string wait)
    {
        var tape = RunFixture.Kraken();
        using var run = new RunFixture(tape.Instruments, ringCapacity: 8192);
        (run.Plan with { Replay = new ReplayPlan { Format = CaptureFormats.KrakenV1, Files = [] } }).Save(run.Path);
        using var engine = new EngineSession(run.Arguments("--controlled", "--threads", threads, "--wait", wait));
        Assert.Equal("ready", engine.ReadLine());
        run.Publish(tape.Events);
        engine.Send("stop");
        Assert.Equal("done", engine.ReadLine());
        Assert.Equal(0, engine.WaitForExit());
        Assert.Equal("", engine.Error);
        using var telemetry = run.OpenTelemetry();
        Assert.Equal(tape.Events.Length, telemetry.ReadCounter("book/total.events"));
        // As many as the writer counts, snapshots included.
        Assert.Equal(tape.Events.Length, telemetry.ReadCounter("book/phase.0.events"));
        var delivery = new LongHistogram(telemetry.LayoutOf("book/phase.0.delivery"));
        telemetry.SnapshotSum("phase.0.delivery", delivery);
        Assert.Equal(tape.Trades + tape.BookUpdates, delivery.TotalCount);
        Assert.Equal((4269, 0), (telemetry.ReadCounter("book/checked"), telemetry.ReadCounter("book/mismatched")));
        Assert.True(telemetry.ReadCounter("process/allocated_bytes") > 0);
    }

    [Fact]
    public void Run_StartFromTheParent_SetsWherePhasesBegin()
    {
        using var run = new RunFixture(s_twoVenues);
        (run.Plan with { Phases = [new("early", 0, 1000, false), new("late", 1000, 1000, true)] }).Save(run.Path);
        using var engine = new EngineSession(run.Arguments("--controlled"));
        Assert.Equal("ready", engine.ReadLine());
        engine.Send("start 5000");
        engine.Send("nonsense"); // its answer shows that the line before it was read
        while (engine.Error.Length == 0)
            Thread.Yield();
        run.Publish(Events.Level(false, 1, 1) with { IntendedNs = 6500 });
        engine.Send("stop");
        Assert.Equal("done", engine.ReadLine());
        engine.WaitForExit();
        using var telemetry = run.OpenTelemetry();
        Assert.Equal((0, 1), (telemetry.ReadCounter("book/phase.0.events"), telemetry.ReadCounter("book/phase.1.events")));
        Assert.Equal("feedengine: 'nonsense' from the parent is not understood; expected 'start NS' or 'stop'\n", engine.Error);
    }

    [Fact]
    public void Run_ParentGone_EndsAtOnce()
    {
        using var run = new RunFixture(s_twoVenues);
        using var engine = new EngineSession(run.Arguments("--controlled"));
        Assert.Equal("ready", engine.ReadLine());
        engine.CloseInput();
        Assert.Equal(130, engine.WaitForExit());
        Assert.Null(engine.ReadLine());
        Assert.True(Directory.Exists(run.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_Snapshots_ArePartOfAPhaseInAReplayOnly(bool isReplay)
    {
        using var run = new RunFixture(s_twoVenues);
        (run.Plan with { Replay = isReplay ? new ReplayPlan { Format = CaptureFormats.KrakenV1, Files = [] } : null }).Save(run.Path);
        using var engine = new EngineSession(run.Arguments("--controlled"));
        Assert.Equal("ready", engine.ReadLine());
        var snapshot = Events.Of(EventKind.SnapshotBegin, flags: EventFlags.Snapshot);
        run.Publish(snapshot with { IntendedNs = 9 }, Events.Level(false, 100, 5) with { IntendedNs = 10 }, snapshot with { IntendedNs = 20 });
        engine.Send("stop");
        Assert.Equal("done", engine.ReadLine());
        using var telemetry = run.OpenTelemetry();
        Assert.Equal((3, isReplay ? 3 : 1), (telemetry.ReadCounter("book/total.events"), telemetry.ReadCounter("book/phase.0.events")));
    }

    [Fact]
    public void Run_PipelineHalted_SaysWhyAndNeverDone()
    {
        using var run = new RunFixture(s_twoVenues);
        using var engine = new EngineSession(run.Arguments("--controlled"));
        Assert.Equal("ready", engine.ReadLine());
        run.DamageCursor(venue: 0);
        Assert.Equal(1, engine.WaitForExit());
        Assert.Null(engine.ReadLine());

        // Tried again a few times, for a living writer stores a right cursor with its next event; then given up.
        var lines = engine.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(1 + StageRestarts.MostAtOnePlace, lines.Count(line => line.StartsWith("feedengine: stage 'guard' halted at sequence 0 of venue0: ", StringComparison.Ordinal)));
        Assert.Equal(StageRestarts.MostAtOnePlace, lines.Count(line => line.StartsWith("feedengine: stage 'guard' is restarted (", StringComparison.Ordinal)));
        Assert.StartsWith("feedengine: the pipeline halted: ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_VenuesCloseTheirRings_EndsWithASummary()
    {
        using var run = new RunFixture(s_twoVenues);
        using var engine = new EngineSession(run.Arguments());
        Assert.Contains("2 rings, 2 instruments", engine.ReadLine(), StringComparison.Ordinal);
        foreach (var number in new[] { 1, 2, 4 })
            run.Publish(Events.Level(false, 100, 5) with { InstrumentId = 1, Venue = 1, VenueSequence = number, SequenceStep = 1 });
        run.CloseRings();
        Assert.Equal("events       3 of 1 instruments", engine.ReadLine());
        Assert.Equal("books        0 checked, 0 mismatched, 0 crossed", engine.ReadLine());
        Assert.Equal("sequence     1 gaps, 0 duplicates, 0 restarts", engine.ReadLine());
        Assert.Equal("  venue1 SYM1: 1 gaps, 0 duplicates, 0 restarts", engine.ReadLine());
        Assert.Equal(0, engine.WaitForExit());
    }

    [Fact]
    public void Run_JoinedLate_DoesNotCompareBooksBeforeTheirSnapshot()
    {
        using var run = new RunFixture(new InstrumentDirectory([Instruments.Levels(), Instruments.Levels(id: 1, venue: 1)]));
        run.Publish(Events.Level(false, 100, 5));
        using var engine = new EngineSession(run.Arguments());
        Assert.Contains("(1 joined late: not compared before their next snapshot)", engine.ReadLine(), StringComparison.Ordinal);
        var wrong = Events.Of(EventKind.HashCheck, id: 1);
        run.Publish(wrong, wrong with { InstrumentId = 1, Venue = 1 }, Events.Of(EventKind.SnapshotBegin), Events.Of(EventKind.SnapshotEnd), wrong);
        run.CloseRings();
        engine.ReadLine();
        Assert.Equal("books        2 checked, 2 mismatched, 0 crossed", engine.ReadLine());
    }

    [Fact]
    public void Run_SecondEngineInARun_IsRefusedAndALaterOneIsNot()
    {
        using var run = new RunFixture(s_twoVenues);
        using (var first = new EngineSession(run.Arguments("--controlled")))
        {
            Assert.Equal("ready", first.ReadLine());
            AssertRefused("another feedengine is in this run", run.Arguments("--controlled"));
            first.Send("stop");
            Assert.Equal("done", first.ReadLine());
        }

        using var later = new EngineSession(run.Arguments("--controlled"));
        Assert.Equal("ready", later.ReadLine());
        run.Publish(Events.Level(false, 100, 5));
        later.Send("stop");
        Assert.Equal("done", later.ReadLine());
        using var telemetry = run.OpenTelemetry();
        Assert.Equal(1, telemetry.ReadCounter("book/total.events"));
    }

    [Fact]
    public void Run_DamagedRun_IsOneLineAndExit2()
    {
        using var run = new RunFixture(s_twoVenues);
        (run.Plan with { Wait = "slowly" }).Save(run.Path);
        AssertRefused("wait strategy 'slowly' is not known", run.Arguments());
        File.WriteAllText(Path.Combine(run.Path, "plan.json"), "{");
        AssertRefused("plan.json", run.Arguments());
        run.Plan.Save(run.Path);
        new InstrumentDirectory([Instruments.Levels(id: 0, venue: 2)]).Save(run.Path);
        AssertRefused("SYM0 belongs to venue 2, but the run has 2 rings", run.Arguments());
        new InstrumentDirectory(Enumerable.Range(0, 200).Select(i => Instruments.Levels(window: 1 << 20, id: (uint)i))).Save(run.Path);
        AssertRefused("windows take", run.Arguments());
        File.Delete(Path.Combine(run.Path, "instruments.json"));
        AssertRefused("instruments.json", run.Arguments());
        AssertRefused("there is no such run", "run", "--run", "other", "--dir", run.Base);
        AssertRefused("does not exist", "run", "--run", "other", "--dir", Path.Combine(run.Base, "nowhere"));
    }

    [Fact]
    public void Run_RunWithoutRings_SaysSo()
    {
        using var run = new RunFixture(s_twoVenues);
        run.CloseRings();
        Directory.Delete(Path.Combine(run.Path, "rings"), recursive: true);
        Directory.CreateDirectory(Path.Combine(run.Path, "rings"));
        AssertRefused("there is no ring in it", run.Arguments());
    }

    private static void AssertRefused(string expected, params string[] args)
    {
        using var engine = new EngineSession(args);
        Assert.Equal(2, engine.WaitForExit());
        Assert.Contains(expected, engine.Error, StringComparison.Ordinal);
        Assert.StartsWith("feedengine: ", engine.Error, StringComparison.Ordinal);
        Assert.Single(engine.Error.TrimEnd('\n').Split('\n'));
    }
}
