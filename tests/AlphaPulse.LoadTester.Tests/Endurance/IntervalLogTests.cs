using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Tests.Endurance;

public sealed class IntervalLogTests
{
    [Fact]
    public void Add_Intervals_AreReadBackAsTheyWere()
    {
        using var log = new LogFixture().Start().Seconds(3);
        log.Log.Close(RunState.Finished, reason: null);

        var reader = log.Reader();
        var lines = reader.Read().ToList();

        Assert.Equal(3, lines.Count);
        Assert.Null(reader.TornFile);
        Assert.Equal([1_000_000_000, 2_000_000_000, 3_000_000_000], lines.Select(line => line.EndNs));
        var last = lines[^1];
        Assert.Equal((1, 200, 100, 3L, 2_700L), (last.Session, last.Trades, last.OrderbookUpdates, last.RingLagEvents, last.Events));
        Assert.Equal((85, 110_000, 1_000L), (last.WriteP50Ns, last.DeliveryP50Ns, last.Processes.Single().PrivateBytes));
        Assert.Equal(LogFixture.UpdatesPerInterval, LogLines.ToInterval(last).Response.TotalCount);
        var header = Assert.Single(reader.Headers);
        Assert.Equal(("test-run", 1, 1), (header.Run, header.Segment, header.Session));
    }

    [Fact]
    public void Add_SegmentIsFull_GoesOnInAnotherWithItsOwnHeader()
    {
        using var log = new LogFixture().Start(segmentBytes: 2_000).Seconds(9);
        log.Log.Close(RunState.Finished, reason: null);

        var reader = log.Reader();
        Assert.Equal(9, reader.Read().Count());
        Assert.InRange(reader.Segments.Count, 3, 9);
        Assert.All(reader.Segments, segment => Assert.InRange(segment.Bytes, 1, 4_000));
        Assert.Equal(Enumerable.Range(1, reader.Segments.Count), reader.Headers.Select(header => header.Segment));
        Assert.Equal(reader.Segments, LogDirectory.ReadCheckpoint(log.Path).Segments);
    }

    [Fact]
    public void Add_LongerIntervals_AreJoined()
    {
        using var log = new LogFixture().Start(intervalSecs: 10).Seconds(25);
        log.Log.Close(RunState.Interrupted, "stopped");

        var lines = log.Reader().Read().ToList();

        Assert.Equal([10.0, 10.0, 5.0], lines.Select(line => (line.EndNs - line.StartNs) / 1e9));
        Assert.Equal([2_000, 2_000, 1_000], lines.Select(line => line.Trades));
    }

    [Fact]
    public void Close_Checkpoint_HoldsWhatWasLogged()
    {
        using var log = new LogFixture().Start().Seconds(4);
        log.Log.Close(RunState.Broken, "feedsim was killed");

        var checkpoint = LogDirectory.ReadCheckpoint(log.Path);

        Assert.Equal((RunState.Broken, "feedsim was killed", 4.0, 800L, 400L), (checkpoint.State, checkpoint.Reason, checkpoint.MeasuredSecs, checkpoint.Trades, checkpoint.OrderbookUpdates));
        Assert.Equal(4 * LogFixture.UpdatesPerInterval, HistogramEncoding.FromBase64(checkpoint.Histograms.Write).TotalCount);
        Assert.True(checkpoint.MonotonicNs > 0 && checkpoint.WrittenAt > DateTime.UnixEpoch);
        Assert.False(File.Exists(log.File("checkpoint.json.tmp")));
    }

    [Fact]
    public void Add_AManyHoursOfIntervals_KeepsNothingOfThem()
    {
        using var log = new LogFixture().Start(segmentBytes: 100_000).Seconds(200);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        log.Seconds(1_000);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"1,000 intervals: {grown:#,0} bytes more");

        // A kept interval would be over a megabyte. Other tests of this process allocate at the same time.
        Assert.True(grown < 200_000_000, $"{grown:#,0} bytes");
    }

    [Fact]
    public void Add_SegmentCannotBeCreated_StopsTheLogAndSaysSo()
    {
        using var log = new LogFixture().Start(segmentBytes: 2_000).Seconds(1);
        Directory.CreateDirectory(log.File(LogDirectory.SegmentName(2)));

        log.Seconds(10);
        log.Log.Close(RunState.Finished, reason: null);

        Assert.Contains("the measurement went on without it", log.Log.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_AfterAnEarlierSession_AccountsTheOutage()
    {
        var total = new CumulativeLog { OutageReason = "the load tester was killed" };
        var end = MachineClocks.Now() is var now ? now with { At = now.At.AddSeconds(-40), MonotonicNs = now.MonotonicNs - 30_000_000_000 } : default;
        total.Add(new Interval { EndNs = 5_000_000_000 }, end);

        using var log = new LogFixture().Start(LogFixture.Checkpoint with { Session = 2 }, total);

        // The wall clock was set in between: the other one decides.
        var outage = Assert.Single(log.Log.Checkpoint.Outages);
        Assert.InRange(outage.Secs, 30, 39);
        Assert.Equal((end.At, "the load tester was killed"), (outage.From, outage.Reason));
    }

    [Fact]
    public void Start_TheSessionBeforeLoggedNothing_IsOneOutage()
    {
        var total = new CumulativeLog();
        total.Add(new Interval { EndNs = 5_000_000_000 }, MachineClocks.Now());
        using var log = new LogFixture().Start(LogFixture.Checkpoint with { Session = 2 }, total);
        log.Log.Dispose();

        var between = log.Log.Checkpoint;
        log.Start(between with { Session = 3 }, total);

        var outage = Assert.Single(log.Log.Checkpoint.Outages);
        Assert.Equal(between.Outages[0].From, outage.From);
        Assert.True(outage.Secs > between.Outages[0].Secs);
    }
}
