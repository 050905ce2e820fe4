using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Processes;

public sealed class ProcessHousekeepingTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Start_ByItself_HasWrittenTheFirstFigures()
    {
        var builder = new TelemetryBuilder("p");
        using var housekeeping = new ProcessHousekeeping(builder);
        using var writer = builder.Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(writer.Path);

        housekeeping.Start();

        Assert.True(reader.ReadCounter("process/allocated_bytes") > 0);
        Assert.Throws<InvalidOperationException>(housekeeping.Start);
        housekeeping.Dispose();
    }

    [Fact]
    public void Run_CollectionsHappen_AreSeenWithoutStopping()
    {
        var builder = new TelemetryBuilder("p");
        using var housekeeping = new ProcessHousekeeping(builder, TimeSpan.FromMilliseconds(1));
        using var writer = builder.Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(writer.Path);
        housekeeping.Start();
        var before = reader.ReadCounter("process/gc_count");

        GC.Collect();

        Assert.True(SpinWait.SpinUntil(() => reader.ReadCounter("process/gc_count") > before, s_patience));
        Assert.True(SpinWait.SpinUntil(() => reader.ReadCounter("process/gc_pause_ns") > 0, s_patience));
        housekeeping.Dispose();
    }

    [Fact]
    public void Dispose_BetweenTwoPeriods_WritesTheLastFigures()
    {
        var builder = new TelemetryBuilder("p");
        var housekeeping = new ProcessHousekeeping(builder, TimeSpan.FromHours(1));
        using var writer = builder.Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(writer.Path);
        housekeeping.Start();
        var before = reader.ReadCounter("process/gc_count");
        GC.Collect();

        housekeeping.Dispose();

        Assert.True(reader.ReadCounter("process/gc_count") > before);
    }

    [Fact]
    public void Dispose_NeverStarted_IsQuiet()
    {
        new ProcessHousekeeping(new TelemetryBuilder("p")).Dispose();
    }
}
