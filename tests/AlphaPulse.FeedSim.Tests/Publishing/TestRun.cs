using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Publishing;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Tests.Publishing;

/// <summary>A run directory of its own with a simulated feed in it and a gated reader on every ring.</summary>
internal sealed class TestRun : IDisposable
{
    private readonly DirectoryInfo _base = Directory.CreateTempSubdirectory("alphapulse-test-");
    private readonly RunDirectory _directory;

    public TestRun(RunPlan plan)
    {
        Clock = Clock.Calibrate(ClockSource.Stopwatch);
        Plan = plan with { Clock = Clock.Calibration };
        _directory = new RunRegistry(_base.FullName).Create("test");
        Feed = new SimulatedFeed(Plan, _directory);
        Readers = [.. Enumerable.Range(0, plan.Exchanges).Select(v =>
            GatedReader<MarketEvent>.Attach(_directory.RingPath(SimulatedVenues.NameOf(v)), new ReaderOptions { Name = "test" }))];
    }

    public RunPlan Plan { get; }

    public Clock Clock { get; }

    public SimulatedFeed Feed { get; }

    public GatedReader<MarketEvent>[] Readers { get; }

    /// <summary>Runs the whole schedule and returns each venue's events.</summary>
    public List<MarketEvent>[] RunToEnd(out long originNs)
    {
        originNs = Clock.NowNs() + 5_000_000;
        Feed.Start(originNs);
        var events = Readers.Select(_ => new List<MarketEvent>()).ToArray();
        var done = Task.Run(Feed.WaitUntilDone);
        while (!done.IsCompleted)
            Drain(events);
        done.GetAwaiter().GetResult();
        Drain(events);
        return events;
    }

    public TelemetryFile OpenTelemetry() => TelemetryFile.OpenRead(Path.Combine(_directory.TelemetryPath, SimulatedFeed.TelemetryName));

    public void Dispose()
    {
        foreach (var reader in Readers)
            reader.Dispose();
        Feed.Dispose();
        _directory.Remove();
        _base.Delete(recursive: true);
    }

    private void Drain(List<MarketEvent>[] events)
    {
        for (var r = 0; r < Readers.Length; r++)
        {
            var available = Readers[r].Available();
            for (var i = 0L; i < available; i++)
                events[r].Add(Readers[r][Readers[r].Position + i]);
            if (available > 0)
                Readers[r].Release(available);
        }
    }
}
