using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Engine.Tests.Hosting;

/// <summary>A run as a feedsim makes it: directory, plan, instruments, one ring a venue, and its writers.</summary>
internal sealed class RunFixture : IDisposable
{
    private readonly RunDirectory _run;
    private readonly RingWriter<MarketEvent>[] _writers;

    public RunFixture(InstrumentDirectory instruments, int ringCapacity = 65536)
    {
        Base = Directory.CreateTempSubdirectory("alphapulse-engine-").FullName;
        _run = new RunRegistry(Base).Create("run");
        Plan = new RunPlan
        {
            Name = "run",
            Clock = default(Clock).Calibration,
            Phases = [new RunPhase("run", 0, long.MaxValue, IsMeasured: true)],
        };
        Plan.Save(_run.Path);
        instruments.Save(_run.Path);
        var venues = instruments.All.Max(i => i.Venue) + 1;
        _writers = [.. Enumerable.Range(0, venues).Select(v => RingWriter<MarketEvent>.Create(_run.RingPath($"venue{v}"), new RingOptions { Capacity = ringCapacity }))];
    }

    public string Base { get; }

    public string Path => _run.Path;

    public RunPlan Plan { get; }

    public string[] Arguments(params string[] more) => ["run", "--run", "run", "--dir", Base, .. more];

    /// <summary>Publishes whole updates, each in the ring of its venue, waiting where a ring is full.</summary>
    public void Publish(params ReadOnlySpan<MarketEvent> events)
    {
        var spin = new SpinWait();
        for (var first = 0; first < events.Length;)
        {
            var count = 1;
            while (!events[first + count - 1].IsLastOfUpdate)
                count++;
            var writer = _writers[events[first].Venue];
            ClaimStatus status;
            while ((status = writer.TryClaim(count)) == ClaimStatus.Full)
                spin.SpinOnce();
            Assert.Equal(ClaimStatus.Claimed, status);
            for (var i = 0; i < count; i++)
                writer[i] = events[first + i];
            writer.Publish(count);
            first += count;
        }
    }

    /// <summary>A new writer goes on with a venue's ring.</summary>
    public void ReplaceWriter(int venue)
    {
        _writers[venue].Dispose();
        _writers[venue] = RingWriter<MarketEvent>.Resume(_run.RingPath($"venue{venue}"));
    }

    /// <summary>Leaves a venue's ring as a writer that was killed does: nobody holds it, and it says that it is open.</summary>
    public void AbandonWriter(int venue)
    {
        _writers[venue].Dispose();
        using var file = File.OpenHandle(System.IO.Path.Combine(_run.RingPath($"venue{venue}"), "data"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, BitConverter.GetBytes(1), fileOffset: 0x200);
    }

    public RingWriter<MarketEvent> Writer(int venue) => _writers[venue];

    /// <summary>Overwrites the writer's cursor of a ring (see LAYOUT.md) with a number that cannot be.</summary>
    public void DamageCursor(int venue)
    {
        using var file = File.OpenHandle(System.IO.Path.Combine(_run.RingPath($"venue{venue}"), "data"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, BitConverter.GetBytes(long.MaxValue), fileOffset: 0x100);
    }

    public void CloseRings()
    {
        foreach (var writer in _writers)
            writer.Dispose();
    }

    public TelemetryFile OpenTelemetry() => TelemetryFile.OpenRead(System.IO.Path.Combine(_run.TelemetryPath, "feedengine"));

    public void Dispose()
    {
        CloseRings();
        _run.Remove();
        Directory.Delete(Base, recursive: true);
    }

    public static CaptureTape Kraken() => CaptureReader.Read(new ReplayPlan
    {
        Format = CaptureFormats.KrakenV1,
        Files = [Captures.Path("kraken/KRAKEN.ws.50.0.gz")],
    });
}
