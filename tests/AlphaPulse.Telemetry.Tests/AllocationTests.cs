using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Shared;
using Xunit;

namespace AlphaPulse.Telemetry.Tests;

public sealed class AllocationTests : IDisposable
{
    private const int Repetitions = 10_000;

    private readonly TemporaryDirectory _directory = new();
    private readonly SharedCounter _counter;
    private readonly SharedHistogram _histogram;
    private readonly TelemetryWriter _writer;

    public AllocationTests()
    {
        var builder = new TelemetryBuilder("p");
        _counter = builder.Counter("a/c");
        _histogram = builder.Histogram("a/h");
        _writer = builder.Create(_directory.File("t"));
    }

    public void Dispose()
    {
        _writer.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Recording_IntoSharedMemory_AllocatesNothing()
    {
        Assert.Equal(0, AllocatedBytes(i => _histogram.RecordValue(i * 7_919L - 5)));
        Assert.Equal(0, AllocatedBytes(_ => _counter.Add(3)));
        Assert.Equal(0, AllocatedBytes(i => _counter.Set(i)));
    }

    [Fact]
    public void Clock_Reading_AllocatesNothing()
    {
        var calibrated = Clock.Calibrate();
        var sum = 0L;
        foreach (var clock in (Clock[])[calibrated, default])
        {
            Assert.Equal(0, AllocatedBytes(_ => sum += clock.NowNs()));
            Assert.Equal(0, AllocatedBytes(_ => sum += clock.NowNsFenced()));
            Assert.Equal(0, AllocatedBytes(_ => sum += clock.Check()));
        }
        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void Reading_Snapshots_AllocatesNothing()
    {
        using var reader = TelemetryFile.OpenRead(_writer.Path);
        var current = new LongHistogram(HistogramLayout.LatencyNs);
        var previous = new LongHistogram(HistogramLayout.LatencyNs);
        Assert.Equal(0, AllocatedBytes(repetitions: 20, i =>
        {
            _histogram.RecordValue(i);
            reader.SnapshotSum("h", current);
            current.Subtract(previous);
            reader.Snapshot("a/h", previous);
            reader.SumCounters("c");
            current.GetValueAtPercentile(99);
        }));
    }

    [Fact]
    public void AllocatedBytes_SomethingAllocates_IsNotZero()
    {
        object? kept = null;

        Assert.True(AllocatedBytes(i => kept = new byte[i & 7]) >= Repetitions * 16L);
        Assert.NotNull(kept);
    }

    private static long AllocatedBytes(Action<int> action) => AllocatedBytes(Repetitions, action);

    /// <summary>The least of three times: a collection that another test brings about meanwhile counts what the thread had set aside, up to 8 KiB.</summary>
    private static long AllocatedBytes(int repetitions, Action<int> action)
    {
        var least = long.MaxValue;
        for (var time = 0; time <= 3; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < repetitions; i++)
                action(i);

            // The first time is the warm-up.
            if (time > 0)
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
