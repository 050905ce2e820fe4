using AlphaPulse.FeedSim.Auditing;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Tests.Publishing;

public class SimulatedFeedTests
{
    [Theory]
    [InlineData("quantum=500us", "constant", 20_000, 5_000)]
    [InlineData("spin", "constant", 5_000, 2_500)]
    [InlineData("burst=16", "constant", 20_000, 5_000)]
    [InlineData("quantum=1ms", "burst:1k,50k,100ms,200ms", 10_000, 3_000)]
    [InlineData("quantum=1ms", "ramp:0,50k,300ms", 10_000, 0)]
    [InlineData("quantum=500us", "constant", 0, 7_000)]
    [InlineData("quantum=500us", "sine:10k,9k,70ms~poisson", 10_000, 3_000)]
    [InlineData("burst=16", "hawkes:0.7,1ms", 10_000, 3_000)]
    [InlineData("burst=16", "ramp:20k,0,100ms", 10_000, 3_000)]
    public void Run_ToTheEnd_SendsExactlyWhatTheScheduleHas(string arrival, string pattern, long trades, long bookUpdates)
    {
        using var run = new TestRun(RunPlans.Simulated(pattern, trades, bookUpdates, warmUpMs: 100, durationMs: 300, exchanges: 3) with { Arrival = arrival });
        var events = run.RunToEnd(out var originNs);

        var schedule = new RunSchedule(run.Plan);
        for (var venue = 0; venue < 3; venue++)
        {
            var firsts = FirstOfUpdates(events[venue]).Where(e => (e.Flags & EventFlags.Snapshot) == 0).ToArray();
            Assert.Equal(schedule.TradesBefore(venue, schedule.EndNs), firsts.Count(e => e.Kind == EventKind.Trade));
            Assert.Equal(schedule.BookUpdatesBefore(venue, schedule.EndNs), firsts.Count(e => e.Kind != EventKind.Trade));
            Assert.Equal(firsts.Select(e => e.IntendedNs).Order(), firsts.Select(e => e.IntendedNs));
            Assert.All(firsts, e => Assert.InRange(e.IntendedNs - originNs, 0, schedule.EndNs - 1));
        }

        using var telemetry = run.OpenTelemetry();
        for (var p = 0; p < run.Plan.Phases.Count; p++)
        {
            Assert.Equal(schedule.TradesIn(run.Plan.Phases[p]), telemetry.SumCounters($"phase.{p}.trades"));
            Assert.Equal(schedule.BookUpdatesIn(run.Plan.Phases[p]), telemetry.SumCounters($"phase.{p}.book_updates"));
            Assert.Equal(schedule.TradesIn(run.Plan.Phases[p]), telemetry.SumCounters($"phase.{p}.trades_scheduled"));
            Assert.Equal(schedule.BookUpdatesIn(run.Plan.Phases[p]), telemetry.SumCounters($"phase.{p}.book_updates_scheduled"));
            Assert.Equal(0, telemetry.SumCounters($"phase.{p}.refused_events"));
        }

        Assert.Equal(events.Sum(e => (long)e.Count), telemetry.SumCounters("total.events"));
    }

    [Fact]
    public void Run_ToTheEnd_NumbersUpdatesAndTradesWithoutGapsAndKeepsBooksEqual()
    {
        using var run = new TestRun(RunPlans.Simulated("constant", 40_000, 10_000, warmUpMs: 0, durationMs: 600, exchanges: 2));
        var events = run.RunToEnd(out _);
        for (var venue = 0; venue < 2; venue++)
        {
            var sequences = new long[6];
            var books = new AuditedBook[6];
            var (lastTrade, checks) = (0L, 0);
            foreach (var first in FirstOfUpdates(events[venue]))
                Assert.Equal(++sequences[first.InstrumentId], first.VenueSequence);
            foreach (var e in events[venue])
            {
                Assert.Equal(venue, e.Venue);
                Assert.Equal(1u, e.SequenceStep);
                var book = books[e.InstrumentId] ??= new AuditedBook();
                if (e.Kind == EventKind.Trade)
                {
                    Assert.Equal(++lastTrade, e.Id);
                    Assert.True(book.Shows(e));
                }

                checks += e.Kind == EventKind.HashCheck ? 1 : 0;
                book.Apply(e);
            }

            Assert.True(checks > 0);
            Assert.DoesNotContain(books, b => b is { WasMismatched: true });
        }
    }

    [Fact]
    public void Run_ToTheEnd_StampsEachUpdateOnceAndNeverBackwards()
    {
        using var run = new TestRun(RunPlans.Simulated("constant", 40_000, 10_000, warmUpMs: 0, durationMs: 300, exchanges: 2));
        foreach (var events in run.RunToEnd(out _))
        {
            var lastNs = 0L;
            var (stamps, updates) = (new HashSet<long>(), 0);
            var isFirst = true;
            foreach (var e in events)
            {
                if (isFirst)
                {
                    Assert.True(e.PublishNs >= lastNs, $"{e.PublishNs} after {lastNs}");
                    (lastNs, updates) = (e.PublishNs, updates + 1);
                    stamps.Add(lastNs);
                }

                Assert.Equal(lastNs, e.PublishNs);
                isFirst = e.IsLastOfUpdate;
            }

            // A clock that is read once a batch, or by a coarse tick, would give most updates the same stamp.
            Assert.True(stamps.Count > updates / 2, $"{stamps.Count} stamps for {updates} updates");
        }
    }

    [Fact]
    public void Stop_WhileTheRingIsFull_CountsWhatWasRefused()
    {
        using var run = new TestRun(RunPlans.Simulated("constant", 100_000, 0, warmUpMs: 0, durationMs: 60_000) with { RingCapacity = 256 });
        run.Feed.Start(run.Clock.NowNs());
        using var telemetry = run.OpenTelemetry();
        // The reader reads nothing, so that the ring fills.
        Assert.True(SpinWait.SpinUntil(() => telemetry.SumCounters("ring_full") == 1, TimeSpan.FromSeconds(30)));
        run.Feed.Stop();
        run.Feed.WaitUntilDone();
        Assert.True(telemetry.SumCounters("phase.0.refused_events") > 0);
        Assert.Equal(run.Readers[0].Available(), telemetry.SumCounters("total.events"));
    }

    [Fact]
    public void Run_BehindASlowReader_LosesNothingAndStaysOnItsSchedule()
    {
        using var run = new TestRun(RunPlans.Simulated("constant", 50_000, 0, warmUpMs: 0, durationMs: 200) with { RingCapacity = 256 });
        var schedule = new RunSchedule(run.Plan);
        var originNs = run.Clock.NowNs();
        run.Feed.Start(originNs);
        using var telemetry = run.OpenTelemetry();
        Assert.True(SpinWait.SpinUntil(() => telemetry.SumCounters("ring_full") == 1, TimeSpan.FromSeconds(30)));
        // Half of the run has passed before anything is read.
        Assert.True(SpinWait.SpinUntil(() => run.Clock.NowNs() > originNs + 100_000_000, TimeSpan.FromSeconds(30)));
        var events = Finish(run);
        Assert.Equal(schedule.TradesBefore(0, schedule.EndNs), events.Count(e => e.Kind == EventKind.Trade));
        Assert.All(events.Where(e => e.Kind == EventKind.Trade).Select((e, i) => (e, i)), t => Assert.Equal(originNs + (t.i * 20_000L), t.e.IntendedNs));
    }

    [Fact]
    public void Run_LongerThanItsSchedule_SaysWhenTheLastUpdateOfEachPhaseWasWritten()
    {
        using var run = new TestRun(RunPlans.Simulated("constant", 50_000, 0, warmUpMs: 50, durationMs: 50) with { RingCapacity = 256 });
        using var telemetry = run.OpenTelemetry();
        Assert.Equal(0, telemetry.ReadCounter("pacer.0/phase.0.last_write_ns"));
        var originNs = run.Clock.NowNs();
        run.Feed.Start(originNs);
        Assert.True(SpinWait.SpinUntil(() => telemetry.SumCounters("ring_full") == 1, TimeSpan.FromSeconds(30)));
        // Nothing is read until 200 ms after the start, so that both phases end late.
        Assert.True(SpinWait.SpinUntil(() => run.Clock.NowNs() > originNs + 200_000_000, TimeSpan.FromSeconds(30)));
        Finish(run);
        var endNs = run.Clock.NowNs() - originNs;
        var (first, last) = (telemetry.ReadCounter("pacer.0/phase.0.last_write_ns"), telemetry.ReadCounter("pacer.0/phase.1.last_write_ns"));
        Assert.InRange(first, 200_000_000, last);
        Assert.InRange(last, first, endNs);
    }

    private static List<MarketEvent> Finish(TestRun run)
    {
        var events = new List<MarketEvent>();
        var reader = run.Readers[0];
        var done = Task.Run(run.Feed.WaitUntilDone);
        while (!done.IsCompleted || reader.Available() > 0)
        {
            var available = reader.Available();
            for (var i = 0L; i < available; i++)
                events.Add(reader[reader.Position + i]);
            if (available > 0)
                reader.Release(available);
        }

        return events;
    }

    private static IEnumerable<MarketEvent> FirstOfUpdates(IEnumerable<MarketEvent> events)
    {
        var isFirst = true;
        foreach (var e in events)
        {
            if (isFirst)
                yield return e;
            isFirst = e.IsLastOfUpdate;
        }
    }
}
