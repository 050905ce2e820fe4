using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Shared;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Shared;

public sealed class ConcurrentSnapshotTests : IDisposable
{
    private const int Values = 3_000_000;
    private const int Seed = 20_260_101;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Snapshot_WhileAnotherThreadRecords_OnlyGrowsAndEndsEqual()
    {
        var builder = new TelemetryBuilder("p");
        var counter = builder.Counter("a/recorded");
        var histogram = builder.Histogram("a/h");
        using var file = builder.Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(file.Path);
        var expected = new LongHistogram(HistogramLayout.LatencyNs);
        foreach (var value in RandomValues())
            expected.RecordValue(value);

        var writer = new Thread(() =>
        {
            foreach (var value in RandomValues())
            {
                histogram.RecordValue(value);
                counter.Increment();
            }
        });
        writer.Start();
        var snapshots = ReadUntilEnd(reader, writer);
        writer.Join();

        var final = new LongHistogram(HistogramLayout.LatencyNs);
        reader.Snapshot("a/h", final);
        HistogramAssert.Equal(expected, final);
        Assert.Equal(Values, reader.ReadCounter("a/recorded"));
        Assert.True(snapshots > 1, $"seed {Seed}: only {snapshots} snapshots were taken");
    }

    private static int ReadUntilEnd(TelemetryFile reader, Thread writer)
    {
        var previous = new LongHistogram(HistogramLayout.LatencyNs);
        var current = new LongHistogram(HistogramLayout.LatencyNs);
        var interval = new LongHistogram(HistogramLayout.LatencyNs);
        var intervals = new LongHistogram(HistogramLayout.LatencyNs);
        var snapshots = 0;
        do
        {
            var countedBefore = reader.ReadCounter("a/recorded");
            reader.Snapshot("a/h", current);
            Assert.InRange(current.TotalCount, Math.Max(previous.TotalCount, countedBefore), Values);
            AssertConsistent(current);

            // Subtract throws if any counter went back.
            interval.CopyFrom(current);
            interval.Subtract(previous);
            intervals.Add(interval);
            previous.CopyFrom(current);
            snapshots++;
        }
        while (writer.IsAlive);
        HistogramAssert.SameCounts(current, intervals);
        return snapshots;
    }

    private static void AssertConsistent(LongHistogram snapshot)
    {
        if (snapshot.TotalCount == 0)
            return;
        var low = snapshot.GetValueAtPercentile(0);
        var high = snapshot.GetValueAtPercentile(100);
        Assert.InRange(snapshot.GetValueAtPercentile(50), low, high);
        Assert.True(snapshot.Max >= snapshot.Layout.LowestEquivalentValue(high), $"max {snapshot.Max} below a counted {high}");
        Assert.True(snapshot.Min <= snapshot.Layout.HighestEquivalentValue(low), $"min {snapshot.Min} above a counted {low}");
    }

    private static IEnumerable<long> RandomValues()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Values; i++)
            yield return random.NextInt64(1L << random.Next(1, 38));
    }
}
