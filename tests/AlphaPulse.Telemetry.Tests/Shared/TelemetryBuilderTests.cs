using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Shared;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Shared;

public sealed class TelemetryBuilderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("nogroup")]
    [InlineData("/metric")]
    [InlineData("group/")]
    [InlineData("a/with space")]
    [InlineData("a/ümlaut")]
    [InlineData("a/23456789012345678901234567890123456789012345678901234567890123456")]
    public void Counter_NotGroupAndMetric_Throws(string name)
    {
        Assert.Throws<ArgumentException>(() => new TelemetryBuilder("p").Counter(name));
    }

    [Fact]
    public void Counter_NameTaken_Throws()
    {
        var builder = new TelemetryBuilder("p");
        builder.Histogram("a/x");

        Assert.Throws<ArgumentException>(() => builder.Counter("a/x"));
    }

    [Fact]
    public void Create_Twice_Throws()
    {
        var builder = new TelemetryBuilder("p");
        using var writer = builder.Create(_directory.File("t"));

        Assert.Throws<InvalidOperationException>(() => builder.Create(_directory.File("u")));
        Assert.Throws<InvalidOperationException>(() => builder.Counter("a/late"));
    }

    [Fact]
    public void Create_MissingDirectory_IsNotFoundAndTheHandlesStayUnbound()
    {
        var builder = new TelemetryBuilder("p");
        var counter = builder.Counter("a/c");

        Assert.Throws<RingException>(() => builder.Create(_directory.File("no/such/t")));

        Assert.Throws<InvalidOperationException>(counter.Increment);
    }

    [Fact]
    public void Handles_OutsideTheLifeOfTheFile_ThrowInsteadOfTouchingMemory()
    {
        var builder = new TelemetryBuilder("p");
        var counter = builder.Counter("a/c");
        var histogram = builder.Histogram("a/h");
        Assert.Throws<InvalidOperationException>(() => histogram.RecordValue(1));

        builder.Create(_directory.File("t")).Dispose();

        Assert.Throws<InvalidOperationException>(() => histogram.RecordValue(1));
        Assert.Throws<InvalidOperationException>(() => counter.Set(1));
        Assert.Throws<InvalidOperationException>(() => counter.Value);
    }

    [Fact]
    public void Dispose_FileStays_AndItsLastFiguresAreRead()
    {
        var builder = new TelemetryBuilder("p");
        var counter = builder.Counter("a/c");
        var writer = builder.Create(_directory.File("t"));
        counter.Add(9);
        writer.Dispose();

        using var reader = TelemetryFile.OpenRead(writer.Path);

        Assert.Equal(9, reader.ReadCounter("a/c"));
    }

    [Fact]
    public void Create_NoNames_IsAnEmptyFile()
    {
        using var writer = new TelemetryBuilder("p").Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(writer.Path);

        Assert.Empty(reader.CounterNames);
        Assert.Throws<KeyNotFoundException>(() => reader.ReadCounter("a/c"));
        Assert.Throws<KeyNotFoundException>(() => reader.Snapshot("a/h", new LongHistogram(HistogramLayout.LatencyNs)));
    }

    [Fact]
    public void Snapshot_TargetOfOtherSettings_Throws()
    {
        var builder = new TelemetryBuilder("p");
        builder.Histogram("a/h");
        using var writer = builder.Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(writer.Path);
        var target = new LongHistogram(1, 60_000_000_000, 2);

        Assert.Throws<ArgumentException>(() => reader.Snapshot("a/h", target));
        Assert.Throws<ArgumentException>(() => reader.SnapshotSum("h", target));
    }
}
