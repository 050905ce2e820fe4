using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.LoadTester.Tests.Endurance;

/// <summary>A log directory, filled by the product's own writer with intervals of a test.</summary>
internal sealed class LogFixture : IDisposable
{
    public const int UpdatesPerInterval = 300;
    private const long NsPerSecond = 1_000_000_000;

    private readonly TemporaryDirectory _directory = new();
    private long _written;

    public LogFixture()
    {
        Path = System.IO.Path.Combine(_directory.Path, "log");
        Directory = LogDirectory.Create(Path);
    }

    public static RunPlan Plan { get; } = new() { Name = "test", Clock = default(Clock).Calibration, Phases = [new RunPhase("run", 0, 3_600 * NsPerSecond, IsMeasured: true)] };

    public string Path { get; }

    public LogDirectory Directory { get; }

    public IntervalLog Log { get; private set; } = null!;

    /// <summary>What the programs say; a test may change it.</summary>
    public SessionSample Sample { get; set; } = new() { Processes = [new ProcessState { Name = "feedsim", Pid = 1, PrivateBytes = 1_000 }] };

    public static Checkpoint Checkpoint { get; } = new() { Run = "test-run", Session = 1, IntervalSecs = 1, StartedAt = DateTime.UnixEpoch };

    public LogFixture Start(long segmentBytes = 1_000_000, int intervalSecs = 1) => Start(Checkpoint, new CumulativeLog(), segmentBytes, intervalSecs);

    public LogFixture Start(Checkpoint checkpoint, CumulativeLog total, long segmentBytes = 1_000_000, int intervalSecs = 1)
    {
        _written = 0;
        Log = new IntervalLog(Directory, new LogSettings(Path, segmentBytes, intervalSecs), checkpoint, total, () => Sample);
        Log.Start(Plan, DateTime.UtcNow);
        return this;
    }

    /// <summary>Logs whole seconds, each with the same latencies.</summary>
    public LogFixture Seconds(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var interval = new Interval { StartNs = _written * NsPerSecond, EndNs = ++_written * NsPerSecond, Trades = 200, BookUpdates = 100 };
            interval.Write.RecordValueWithCount(85, UpdatesPerInterval);
            interval.Lag.RecordValueWithCount(250_000, UpdatesPerInterval);
            interval.Response.RecordValueWithCount(250_085, UpdatesPerInterval);
            interval.Delivery.RecordValueWithCount(110_000, UpdatesPerInterval);
            Sample = Sample with { Events = Sample.Events + 900, Totals = Sample.Totals with { Written = Sample.Totals.Written + 900, Delivered = Sample.Totals.Delivered + 899, WrittenUpdates = Sample.Totals.WrittenUpdates + UpdatesPerInterval } };
            Log.Add(interval);
        }

        return this;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public LogReader Reader() => new(Path, LogDirectory.ReadCheckpoint(Path));

    public void Dispose()
    {
        Log?.Dispose();
        Directory.Dispose();
        _directory.Dispose();
    }
}
