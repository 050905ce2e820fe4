using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Shared;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Shared;

public sealed class TelemetryFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void OpenRead_CreatedFile_TellsWhoAndWhat()
    {
        var builder = new TelemetryBuilder("feedsim");
        builder.Counter("pacer.0/total.events");
        builder.Histogram("pacer.0/phase.0.write");
        using var writer = builder.Create(_directory.File("feedsim"));

        using var reader = TelemetryFile.OpenRead(writer.Path);

        Assert.Equal("feedsim", reader.ProcessName);
        Assert.Equal(Environment.ProcessId, reader.ProcessId);
        Assert.Equal(["pacer.0/total.events"], reader.CounterNames);
        Assert.Equal(["pacer.0/phase.0.write"], reader.HistogramNames);
        Assert.Equal(HistogramLayout.LatencyNs, reader.LayoutOf("pacer.0/phase.0.write"));
        Assert.Equal(writer.Length, reader.Length);
        Assert.InRange(reader.CreatedAt, DateTime.UtcNow.AddHours(-1), DateTime.UtcNow.AddHours(1));
    }

    [Fact]
    public void ReadCounter_AfterWrites_HasTheValue()
    {
        var builder = new TelemetryBuilder("p");
        var added = builder.Counter("a/added");
        var set = builder.Counter("a/set");
        using var writer = builder.Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(writer.Path);

        added.Add(40);
        added.Increment();
        set.Set(-7);

        Assert.Equal(41, reader.ReadCounter("a/added"));
        Assert.Equal(41, added.Value);
        Assert.Equal(-7, reader.ReadCounter("a/set"));
    }

    [Fact]
    public void SumCounters_SeveralGroups_SumsTheMetricOnly()
    {
        var builder = new TelemetryBuilder("p");
        var first = builder.Counter("pacer.0/events");
        var second = builder.Counter("pacer.1/events");
        var other = builder.Counter("pacer.1/events.refused");
        using var writer = builder.Create(_directory.File("t"));
        first.Add(3);
        second.Add(4);
        other.Add(100);

        using var reader = TelemetryFile.OpenRead(writer.Path);

        Assert.Equal(7, reader.SumCounters("events"));
        Assert.Equal(0, reader.SumCounters("no.such.metric"));
    }

    [Fact]
    public void Snapshot_RecordedValues_EqualsALocalHistogram()
    {
        var builder = new TelemetryBuilder("p");
        var histogram = builder.Histogram("a/h");
        using var writer = builder.Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(writer.Path);
        var expected = new LongHistogram(HistogramLayout.LatencyNs);
        foreach (var value in (long[])[0, 1, 30, 30, 4_711, 59_999_999_999, 60_000_000_000, 60_000_000_001, -3, long.MaxValue, long.MinValue])
        {
            histogram.RecordValue(value);
            expected.RecordValue(value);
        }

        var actual = new LongHistogram(HistogramLayout.LatencyNs);
        reader.Snapshot("a/h", actual);

        HistogramAssert.Equal(expected, actual);
        Assert.Equal(4, actual.ClampedCount);
        Assert.Equal(4, reader.MaxClamped());
    }

    [Fact]
    public void SnapshotSum_SeveralGroups_EqualsTheSum()
    {
        var builder = new TelemetryBuilder("p");
        var first = builder.Histogram("pacer.0/write");
        var second = builder.Histogram("pacer.1/write");
        builder.Histogram("pacer.1/lag");
        using var writer = builder.Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(writer.Path);
        first.RecordValue(10);
        second.RecordValue(20_000);
        second.RecordValue(5);

        var sum = new LongHistogram(HistogramLayout.LatencyNs);
        sum.RecordValue(999);

        Assert.Equal(2, reader.SnapshotSum("write", sum));
        Assert.Equal((3, 5, 20_000), (sum.TotalCount, sum.Min, sum.Max));
        Assert.Equal(0, reader.SnapshotSum("nothing", sum));
        Assert.Equal(0, sum.TotalCount);
    }

    [Fact]
    public void Create_PathTaken_ThrowsAndLeavesEverythingAsItWas()
    {
        var path = _directory.File("t");
        File.WriteAllText(path, "mine");

        var fault = Assert.Throws<RingException>(() => new TelemetryBuilder("p").Create(path)).Fault;

        Assert.Equal(RingFault.InUse, fault);
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_directory.Path));
    }
}
