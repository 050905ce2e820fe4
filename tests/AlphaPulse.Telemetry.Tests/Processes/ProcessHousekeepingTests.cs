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
    public void Run_ObjectsAreKept_ShowInTheHeapAfterACollection()
    {
        const int bytes = 8_000_000;
        var builder = new TelemetryBuilder("p");
        using var housekeeping = new ProcessHousekeeping(builder, TimeSpan.FromMilliseconds(1));
        using var writer = builder.Create(_directory.File("t"));
        using var reader = TelemetryFile.OpenRead(writer.Path);
        GC.Collect();
        housekeeping.Start();
        var (before, largeBefore) = (reader.ReadCounter("process/heap_after_full_bytes"), reader.ReadCounter("process/heap_large_bytes"));

        var kept = new byte[bytes];
        GC.Collect();

        // Other tests run beside this one: half of it is enough.
        Assert.True(SpinWait.SpinUntil(() => reader.ReadCounter("process/heap_after_full_bytes") > before + (bytes / 2), s_patience));
        Assert.True(SpinWait.SpinUntil(() => reader.ReadCounter("process/heap_large_bytes") > largeBefore + (bytes / 2), s_patience));
        Assert.True(reader.ReadCounter("process/gc_full_count") > 0);
        GC.KeepAlive(kept);
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
