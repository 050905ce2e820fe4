using AlphaPulse.MarketData;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Engine.Tests.Hosting;

/// <summary>After a new writer, a failed stage or a late start, books are right again from a snapshot on, and are not compared before.</summary>
public sealed class EngineRecoveryTests
{
    private const long WrongHash = 1;

    private static readonly InstrumentDirectory s_twoVenues = new([Instruments.Levels(id: 0, venue: 0), Instruments.Levels(id: 1, venue: 1)]);

    private static MarketEvent[] Snapshot { get; } =
    [
        Events.Of(EventKind.SnapshotBegin, last: false, flags: EventFlags.Snapshot),
        Events.Of(EventKind.Level, false, 100, 5, last: false, flags: EventFlags.Snapshot),
        Events.Of(EventKind.SnapshotEnd, flags: EventFlags.Snapshot),
    ];

    private static MarketEvent RightHash
    {
        get
        {
            var hash = new BookHash();
            hash.Add(false, 100, 5);
            return Events.Of(EventKind.HashCheck, id: hash.Value);
        }
    }

    [Fact]
    public void Run_NewWriter_BooksAreStaleUntilItsSnapshotWhichIsAskedFor()
    {
        using var run = new RunFixture(s_twoVenues);
        using var engine = new EngineSession(run.Arguments("--controlled"));
        Assert.Equal("ready", engine.ReadLine());
        using var telemetry = run.OpenTelemetry();
        run.Publish(Snapshot);
        run.Publish(RightHash);
        Eventually(telemetry, "book/checked", 1);
        Assert.Equal(0, telemetry.ReadCounter("book/stale"));

        run.ReplaceWriter(0);
        Eventually(telemetry, "book/stale", 1);
        Eventually(telemetry, "host/snapshot_requests", atLeast: 1);
        Assert.True(run.Writer(0).SnapshotRequests > 0);
        Assert.Equal(0u, run.Writer(1).SnapshotRequests);
        run.Publish(Events.Of(EventKind.HashCheck, id: WrongHash));
        run.Publish(Snapshot);
        run.Publish(RightHash);
        engine.Send("stop");
        Assert.Equal("done", engine.ReadLine());
        Assert.Equal((2, 0), (telemetry.ReadCounter("book/checked"), telemetry.ReadCounter("book/mismatched")));
        Assert.Equal((1, 0, 1), (telemetry.ReadCounter("book/writer_changes"), telemetry.ReadCounter("book/stale"), telemetry.ReadCounter("book/resyncs")));
        Assert.True(telemetry.ReadCounter("book/stale_ns") > 0);
        Assert.Equal(0, engine.WaitForExit());
    }

    [Theory]
    [InlineData("guard")]
    [InlineData("book")]
    public void Run_StageFailsOnce_ItIsRestartedAtItsPositionAndNothingIsLost(string stage)
    {
        using var run = new RunFixture(s_twoVenues);
        using var engine = new EngineSession(run.Arguments("--controlled"));
        Assert.Equal("ready", engine.ReadLine());
        using var telemetry = run.OpenTelemetry();
        engine.Send($"fault {stage}");
        Eventually(
            () =>
            {
                run.Publish(Events.Level(false, 99, 1));
                return telemetry.ReadCounter("host/stage_restarts") == 1;
            },
            "the stage failed and was restarted");
        run.Publish(Snapshot);
        run.Publish(RightHash);
        engine.Send("stop");
        Assert.Equal("done", engine.ReadLine());
        Assert.Equal(0, engine.WaitForExit());
        Assert.Equal(run.Writer(0).Cursor, telemetry.ReadCounter("book/total.events"));
        Assert.Equal((1, 0), (telemetry.ReadCounter("book/checked"), telemetry.ReadCounter("book/mismatched")));
        Assert.Equal(1, telemetry.ReadCounter($"{stage}/handler_errors"));

        // A new book knows nothing; the guard's numbers need no snapshot.
        Assert.Equal(stage == "book" ? 1 : 0, telemetry.ReadCounter("book/resyncs"));
        Assert.Contains($"stage '{stage}' halted at sequence ", engine.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StageFailsAtTheSameEventAgainAndAgain_StaysHaltedAndSaysSo()
    {
        using var run = new RunFixture(s_twoVenues);
        using var engine = new EngineSession(run.Arguments("--controlled"));
        Assert.Equal("ready", engine.ReadLine());
        using var telemetry = run.OpenTelemetry();
        engine.Send("fault book poison");
        engine.Send("nonsense"); // its answer shows that the line before it was read
        Eventually(() => engine.Error.Length > 0, "the lines were read");
        run.Publish(Events.Level(false, 100, 5));
        Assert.Equal(1, engine.WaitForExit());
        Assert.Contains("is restarted (3 of at most 3 at this place)", engine.Error, StringComparison.Ordinal);
        Assert.Contains("feedengine: the pipeline halted: a fault was planted in the stage 'book'", engine.Error, StringComparison.Ordinal);
        Assert.Equal((4, 3), (telemetry.ReadCounter("host/stage_faults"), telemetry.ReadCounter("host/stage_restarts")));
    }

    [Fact]
    public void Run_JoinedLateWithAKeyframeInTheRing_BooksAreRightAtOnce()
    {
        using var run = new RunFixture(s_twoVenues);
        run.Publish(Events.Level(false, 50, 1));
        run.Publish(Snapshot);
        run.Writer(0).MarkKeyframe(1);
        run.Publish(Events.Level(false, 99, 7), Events.Level(false, 99, 0));
        using var engine = new EngineSession(run.Arguments("--controlled"));
        Assert.Equal("ready", engine.ReadLine());
        run.Publish(RightHash);
        engine.Send("stop");
        Assert.Equal("done", engine.ReadLine());
        using var telemetry = run.OpenTelemetry();
        Assert.Equal((1, 0, 0), (telemetry.ReadCounter("book/checked"), telemetry.ReadCounter("book/mismatched"), telemetry.ReadCounter("book/stale")));
        Assert.Equal((1, 1), (telemetry.ReadCounter("host/keyframes"), telemetry.ReadCounter("book/total.events")));
        Assert.Equal(0, engine.WaitForExit());
    }

    [Fact]
    public void Run_WriterDiesWithoutClosing_IsSeen()
    {
        using var run = new RunFixture(s_twoVenues);
        using var engine = new EngineSession(run.Arguments("--controlled"));
        Assert.Equal("ready", engine.ReadLine());
        using var telemetry = run.OpenTelemetry();
        Assert.Equal(0, telemetry.ReadCounter("host/writers_gone"));
        run.AbandonWriter(1);
        Eventually(telemetry, "host/writers_gone", 1);
        run.ReplaceWriter(1);
        Eventually(telemetry, "host/writers_gone", 0);
    }

    private static void Eventually(TelemetryFile telemetry, string counter, long atLeast) =>
        Eventually(() => counter == "host/writers_gone" ? telemetry.ReadCounter(counter) == atLeast : telemetry.ReadCounter(counter) >= atLeast, $"{counter} is {atLeast}");

    private static void Eventually(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60)), $"still not: {what}");
}
