using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Patterns;
using AlphaPulse.FeedSim.Publishing;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.Telemetry.Outliers;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Tests.Publishing;

public class AllocationTests
{
    [Fact]
    public void SendGroup_ManyLaps_AllocatesNothing()
    {
        var directory = Directory.CreateTempSubdirectory("alphapulse-test-");
        var plan = RunPlans.Simulated("constant", 1_000_000, 500_000, warmUpMs: 0);
        var telemetryBuilder = new TelemetryBuilder("test");
        NoiseFiles.CreateDirectories(directory.FullName);
        var telemetry = new PacerTelemetry(telemetryBuilder, 0, plan.Phases);
        using (telemetryBuilder.Create(Path.Combine(directory.FullName, "telemetry")))
        {
            var proportion = UpdateProportion.Of(2, 1);
            var tape = new VenueTapeBuilder(0, 3, 1).Build(proportion, 1_024);
            var ring = RingWriter<MarketEvent>.Create(Path.Combine(directory.FullName, "ring"));
            using var feed = new VenueFeed(0, 1, tape, ring, new UpdateSchedule(new RunSchedule(plan), proportion, 0), 1, default, new StopSignal());

            // A threshold that each write reaches: the path of an outlier allocates as little as the others.
            using var outliers = new OutlierRecorder(NoiseFiles.CreateOutliers(directory.FullName, "test", "pacer.0"), thresholdNs: 1, spins: false, default);
            outliers.Begin();
            feed.Begin(new RunStart(1, 0), outliers);
            Assert.Equal(0, AllocatedBy(() => Send(feed, telemetry, 20_000, null)));
            // The detector sees one allocation among as many updates.
            Assert.NotEqual(0, AllocatedBy(() => Send(feed, telemetry, 20_000, () => new byte[1])));
        }

        directory.Delete(recursive: true);
    }

    private static long AllocatedBy(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Send(VenueFeed feed, PacerTelemetry telemetry, int updates, Func<object>? plant)
    {
        for (var i = 0; i < updates; i++)
            Assert.True(feed.SendGroup(telemetry));
        GC.KeepAlive(plant?.Invoke());
    }
}
