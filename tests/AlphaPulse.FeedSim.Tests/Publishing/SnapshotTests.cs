using AlphaPulse.FeedSim.Auditing;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Tests.Publishing;

public sealed class SnapshotTests
{
    [Theory]
    [InlineData(65_536)]
    [InlineData(64)] // smaller than a snapshot: each goes in parts
    public async Task RequestSnapshot_DuringTheRun_IsAnsweredWithEveryBookAsItIsAndMarked(int ringCapacity)
    {
        using var run = new TestRun(RunPlans.Simulated("constant", 10_000, 5_000, warmUpMs: 0, durationMs: 1_500) with { RingCapacity = ringCapacity });
        var reader = run.Readers[0];
        var books = Enumerable.Range(0, 3).Select(_ => new AuditedBook()).ToArray();
        var (snapshots, requests, checks, lastBegin) = (0, 0, 0, -1L);
        run.Feed.Start(run.Clock.NowNs());
        var done = Task.Run(run.Feed.WaitUntilDone, TestContext.Current.CancellationToken);
        while (!done.IsCompleted || reader.Available() > 0)
        {
            var available = reader.Available();
            for (var i = 0L; i < available; i++)
            {
                ref readonly var e = ref reader[reader.Position + i];
                books[e.InstrumentId].Apply(e);
                checks += e.Kind == EventKind.HashCheck ? 1 : 0;
                snapshots += e.Kind == EventKind.SnapshotEnd ? 1 : 0;
                lastBegin = e.Kind == EventKind.SnapshotBegin && e.InstrumentId == 0 ? reader.Position + i : lastBegin;
            }

            reader.Release(available);

            // One at a time, so that each has an answer of its own.
            if (requests < 3 && snapshots == 3 * (requests + 1) && reader.Position > lastBegin + 3_000)
            {
                requests++;
                reader.RequestSnapshot();
            }
        }

        await done;
        Assert.Equal(3, requests);
        Assert.Equal(3 * 4, snapshots);
        Assert.True(checks > 10, $"{checks} checks");
        Assert.DoesNotContain(books, book => book.WasMismatched);
        using var telemetry = run.OpenTelemetry();
        Assert.Equal(4, telemetry.SumCounters("snapshots"));
        Assert.Equal((15_000, 7_500), (telemetry.SumCounters("phase.0.trades"), telemetry.SumCounters("phase.0.book_updates")));
    }

    [Fact]
    public async Task RequestSnapshot_WithoutEnd_DoesNotTakeTheFeedOver()
    {
        using var run = new TestRun(RunPlans.Simulated("constant", 10_000, 5_000, warmUpMs: 0, durationMs: 500));
        var reader = run.Readers[0];
        run.Feed.Start(run.Clock.NowNs());
        var done = Task.Run(run.Feed.WaitUntilDone, TestContext.Current.CancellationToken);
        while (!done.IsCompleted)
        {
            reader.RequestSnapshot();
            reader.Release(reader.Available());
        }

        await done;
        using var telemetry = run.OpenTelemetry();

        // At most one in 50 ms, and every update of the schedule.
        Assert.InRange(telemetry.SumCounters("snapshots"), 2, 1_000);
        Assert.Equal((5_000, 2_500), (telemetry.SumCounters("phase.0.trades"), telemetry.SumCounters("phase.0.book_updates")));
    }
}
