using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Engine.Tests.Stages;

public sealed class StageTests
{
    [Theory]
    [InlineData(2u, 0)]
    [InlineData(uint.MaxValue, 0)]
    [InlineData(0u, 1)]
    [InlineData(1u, 0)]
    [InlineData(0u, ushort.MaxValue)]
    public void OnEvent_InstrumentThatIsNotOfTheVenue_IsCountedAndIgnored(uint instrument, ushort venue)
    {
        using var bench = new StageBench(Instruments.Levels(id: 0, venue: 0), Instruments.Levels(id: 1, venue: 1));
        bench.Feed(Events.Level(false, 100, 5) with { InstrumentId = instrument, Venue = venue });
        Assert.Equal(2, bench.Sum("bad_instruments")); // once in each stage
        Assert.Equal((0, 0), (bench.Sum("total.events"), bench.Sum("phase.0.events")));
        Assert.Equal(0, bench.Books[0].Book.Bids.Count + bench.Books[1].Book.Bids.Count);
    }

    [Fact]
    public void OnEvent_LostUpdate_IsCountedForItsVenueAndInstrument()
    {
        using var bench = new StageBench(Instruments.Levels(id: 0, venue: 0), Instruments.Levels(id: 1, venue: 1));
        foreach (var number in new[] { 1, 2, 4, 5, 5 })
            bench.Feed(Events.Level(false, 100, 5) with { InstrumentId = 1, Venue = 1, VenueSequence = number, SequenceStep = 1 });
        Assert.Equal((1, 1, 0), (bench.Sum("gaps"), bench.Sum("duplicates"), bench.Sum("restarts")));
        Assert.Equal((0, 1), (bench.Sum("venue.0.gaps"), bench.Sum("venue.1.gaps")));
        Assert.Equal((0, 1), (bench.Tracks[0].Gaps, bench.Tracks[1].Gaps));
    }

    [Fact]
    public void OnEvent_RightAndWrongHash_AreCheckedAndTheWrongOneIsAMismatch()
    {
        using var bench = new StageBench(Instruments.Levels());
        var hash = new BookHash();
        hash.Add(false, 100, 5);
        bench.Feed(Events.Level(false, 100, 5), Events.Of(EventKind.HashCheck, id: hash.Value));
        Assert.Equal((1, 0), (bench.Sum("checked"), bench.Sum("mismatched")));
        bench.Feed(Events.Of(EventKind.HashCheck, id: hash.Value + 1));
        Assert.Equal((2, 1), (bench.Sum("checked"), bench.Sum("mismatched")));
    }

    [Fact]
    public void OnEvent_SeveralHashesInAnUpdate_EachIsAboutTheBookAtItsPlace()
    {
        using var bench = new StageBench(Instruments.Levels());
        var (first, second) = (new BookHash(), new BookHash());
        first.Add(false, 100, 5);
        second.Add(false, 100, 6);
        bench.Feed(
            Events.Level(false, 100, 5, last: false),
            Events.Of(EventKind.HashCheck, id: first.Value, last: false),
            Events.Level(false, 100, 6, last: false),
            Events.Of(EventKind.HashCheck, id: second.Value));
        Assert.Equal((2, 0), (bench.Sum("checked"), bench.Sum("mismatched")));
    }

    [Fact]
    public void OnEvent_BestStatedBeforeTheEndOfItsUpdate_IsComparedAtTheEnd()
    {
        using var bench = new StageBench(Instruments.Levels());
        bench.Feed(Events.Of(EventKind.TopCheck, false, 100, 5, last: false), Events.Level(false, 100, 5));
        Assert.Equal((1, 0), (bench.Sum("checked"), bench.Sum("mismatched")));
    }

    [Theory]
    [InlineData(100, 5, 101, 6, 0)]
    [InlineData(100, 5, 101, 7, 1)]
    [InlineData(99, 5, 101, 6, 1)]
    [InlineData(0, 0, 101, 6, 1)]
    public void OnEvent_BestOfBothSides_IsOneComparison(long bid, long bidQuantity, long ask, long askQuantity, long mismatched)
    {
        using var bench = new StageBench(Instruments.Levels());
        bench.Feed(
            Events.Level(false, 100, 5, last: false),
            Events.Level(true, 101, 6, last: false),
            Events.Of(EventKind.TopCheck, false, bid, bidQuantity, last: false),
            Events.Of(EventKind.TopCheck, true, ask, askQuantity));
        Assert.Equal((1, mismatched), (bench.Sum("checked"), bench.Sum("mismatched")));
    }

    [Fact]
    public void OnEvent_EmptySideExpected_MatchesAnEmptySide()
    {
        using var bench = new StageBench(Instruments.Levels());
        bench.Feed(Events.Of(EventKind.TopCheck, true, 0, 0));
        Assert.Equal((1, 0), (bench.Sum("checked"), bench.Sum("mismatched")));
    }

    [Fact]
    public void OnEvent_CrcCheck_ComparesAfterTruncation()
    {
        var instrument = Instruments.Levels(depth: 2);
        using var bench = new StageBench(instrument);
        var expected = new Book(instrument);
        expected.Apply(Events.Level(true, 5, 1));
        expected.Apply(Events.Level(true, 6, 1));
        var crc = KrakenChecksum.Of(expected);
        bench.Feed(
            Events.Level(true, 5, 1, last: false),
            Events.Level(true, 6, 1, last: false),
            Events.Level(true, 7, 1, last: false),
            Events.Of(EventKind.CrcCheck, id: crc));
        bench.Feed(Events.Of(EventKind.CrcCheck, id: crc + 1));
        Assert.Equal((2, 1), (bench.Sum("checked"), bench.Sum("mismatched")));
    }

    [Fact]
    public void OnEvent_Gap_StopsComparingUntilTheNextSnapshotIsComplete()
    {
        using var bench = new StageBench(Instruments.Levels());
        var wrong = Events.Of(EventKind.HashCheck, id: 12345);
        bench.Feed(Events.Of(EventKind.Gap), wrong);
        bench.Feed(Events.Of(EventKind.SnapshotEnd), wrong);
        bench.Feed(Events.Of(EventKind.SnapshotBegin), wrong);
        Assert.Equal(0, bench.Sum("checked"));
        bench.Feed(Events.Of(EventKind.SnapshotEnd));
        bench.Feed(wrong);
        Assert.Equal((1, 1), (bench.Sum("checked"), bench.Sum("mismatched")));
    }

    [Fact]
    public void OnEvent_CrossedBook_IsCountedAtTheEndOfAnUpdateOnly()
    {
        using var bench = new StageBench(Instruments.Levels());
        bench.Feed(Events.Level(false, 100, 5));
        bench.Feed(Events.Level(true, 99, 5, last: false), Events.Level(false, 100, 0));
        Assert.Equal(0, bench.Sum("crossed"));
        bench.Feed(Events.Level(false, 99, 1));
        Assert.Equal(1, bench.Sum("crossed"));
    }

    [Fact]
    public void OnEvent_UnusualEvents_AreCounted()
    {
        using var bench = new StageBench(Instruments.Orders());
        bench.Feed(Events.Reduce(1, false, 100, 5), Events.Of(EventKind.None), Events.Add(1, false, 100, -5));
        Assert.Equal((1, 2), (bench.Sum("unknown_orders"), bench.Sum("invalid")));
        Assert.Equal((1, 1), (bench.Sum("total.events"), bench.Sum("phase.0.events"))); // the reduction took effect on its level
        Assert.Equal(1, bench.Sum("instruments"));
    }

    [Fact]
    public void OnEvent_EventsOfTwoPhases_AreCountedAndTimedByIntendedTime()
    {
        var phases = new[] { new RunPhase("warm-up", 0, 1000, IsMeasured: false), new RunPhase("run", 1000, 500, IsMeasured: true) };
        using var bench = new StageBench(new InstrumentDirectory([Instruments.Levels()]), phases);
        bench.Origin.Set(1_000_000);
        foreach (var at in new[] { -1, 0, 999, 1000, 1499, 1500 })
            bench.Feed(Events.Level(false, 100, 5, last: false) with { IntendedNs = 1_000_000 + at }, Events.Level(false, 99, 5) with { IntendedNs = 1_000_000 + at });
        Assert.Equal((12, 4, 4), (bench.Sum("total.events"), bench.Sum("phase.0.events"), bench.Sum("phase.1.events")));
        Assert.Equal(2, Deliveries(bench, 1).TotalCount); // one an update
    }

    [Theory]
    [InlineData(true, 5, 2)] // of a capture
    [InlineData(false, 2, 1)] // repeated by a simulated venue
    public void OnEvent_SnapshotInsideAPhase_IsPartOfItInACaptureOnly(bool countsSnapshots, long phaseEvents, long deliveries)
    {
        var phases = new[] { new RunPhase("run", 0, 1000, IsMeasured: true) };
        using var bench = new StageBench(new InstrumentDirectory([Instruments.Levels()]), countsSnapshots, phases);
        bench.Origin.Set(0);
        bench.Feed(
            Events.Of(EventKind.SnapshotBegin, last: false, flags: EventFlags.Snapshot),
            Events.Of(EventKind.Level, false, 100, 5, last: false, flags: EventFlags.Snapshot),
            Events.Of(EventKind.SnapshotEnd, flags: EventFlags.Snapshot),
            Events.Level(false, 99, 5, last: false),
            Events.Level(false, 98, 5));
        Assert.Equal((5, phaseEvents), (bench.Sum("total.events"), bench.Sum("phase.0.events")));
        Assert.Equal(deliveries, Deliveries(bench, 0).TotalCount);
        Assert.Equal(3, bench.Books[0].Book.Bids.Count);
    }

    [Fact]
    public void OnEvent_PublishedTooLateToSayWhen_IsCountedAndNotTimed()
    {
        var phases = new[] { new RunPhase("run", 0, 10_000_000_000, IsMeasured: true) };
        using var bench = new StageBench(new InstrumentDirectory([Instruments.Levels()]), phases);
        bench.Origin.Set(1);
        foreach (var delayNs in new[] { 5u, uint.MaxValue - 1, uint.MaxValue })
            bench.Feed(Events.Level(false, 100, 5) with { IntendedNs = 1, PublishDelayNs = delayNs });
        Assert.Equal((3, 1), (bench.Sum("phase.0.events"), bench.Sum("phase.0.delivery_unknown")));
        Assert.Equal(2, Deliveries(bench, 0).TotalCount);
    }

    [Fact]
    public void OnEvent_OriginUnknown_IsTheFirstIntendedTime()
    {
        var phases = new[] { new RunPhase("run", 0, 1000, IsMeasured: true) };
        using var bench = new StageBench(new InstrumentDirectory([Instruments.Levels()]), phases);
        foreach (var at in new[] { 0, 999, 1000 })
            bench.Feed(Events.Level(false, 100, 5) with { IntendedNs = 77_000 + at });
        Assert.Equal(2, bench.Sum("phase.0.events"));
        Assert.Equal(77_000, bench.Origin.Ns);
    }

    private static LongHistogram Deliveries(StageBench bench, int phase)
    {
        var delivery = new LongHistogram(bench.Telemetry.LayoutOf($"book/phase.{phase}.delivery"));
        bench.Telemetry.SnapshotSum($"phase.{phase}.delivery", delivery);
        return delivery;
    }

    [Fact]
    public void OnEvent_RandomBytes_NeverThrow()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        using var bench = new StageBench(Instruments.Levels(id: 0), Instruments.Orders(id: 1), Instruments.Levels(tick: 100, depth: 3, id: 2));
        var events = new MarketEvent[20_000];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(events.AsSpan()));
        foreach (ref var e in events.AsSpan())
        {
            e.InstrumentId %= 4;
            e.Venue = 0;
            e.Kind = (EventKind)((int)e.Kind % 14);
        }

        var thrown = Record.Exception(() => bench.Feed(events));
        Assert.True(thrown is null, $"seed {seed}: {thrown}");
        Assert.Equal(events.Length, bench.Sum("total.events") + bench.Sum("invalid") + bench.Telemetry.ReadCounter("book/bad_instruments"));
    }

    [Fact]
    public void OnEvent_SteadyState_AllocatesNothing()
    {
        using var bench = new StageBench(Instruments.Levels());
        var hash = new BookHash();
        hash.Add(false, 100, 5);
        MarketEvent[] update =
        [
            Events.Level(false, 100, 5, last: false) with { VenueSequence = 1, SequenceStep = 1 },
            Events.Of(EventKind.HashCheck, id: hash.Value, last: false),
            Events.Of(EventKind.CrcCheck, id: 1, last: false),
            Events.Of(EventKind.TopCheck, false, 100, 5),
        ];
        bench.Feed(update);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
            bench.Feed(update);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        var control = new byte[100];
        Assert.NotEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        GC.KeepAlive(control);
    }
}
