using System.Globalization;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.LoadTester.Chaos;

/// <summary>
/// The run that faults are done to: its directory, feedsim and feedengine, and a view of its rings. Disposing ends the programs, also
/// paused ones, and removes the directory. One thread.
/// </summary>
internal sealed class ChaosSystem : IDisposable
{
    private const long DayNs = 86_400_000_000_000;
    private const long LeadNs = 100_000_000;

    // Offset of the cursor in a ring's data file, see LAYOUT.md.
    private const long CursorOffset = 0x100;

    // Starting takes seconds where many processes share few cores; only a hang takes this.
    private static readonly TimeSpan s_startPatience = TimeSpan.FromSeconds(180);

    private readonly RunDirectory _directory;
    private readonly RunPlan _plan;
    private ChaosRings? _rings;
    private TelemetryFile? _feedTelemetry;
    private TelemetryFile? _engineTelemetry;
    private long _originNs;

    private ChaosSystem(RunDirectory directory, RunPlan plan) => (_directory, _plan) = (directory, plan);

    public ChildProcess? Feed { get; private set; }

    public ChildProcess? Engine { get; private set; }

    public int Rings => _rings!.Count;

    public string RingsPath => _directory.RingsPath;

    public int Books => _plan.Exchanges * _plan.SymbolCount;

    /// <exception cref="ChildException">A program did not come up.</exception>
    /// <exception cref="RingException">The directory cannot be used, or is too small.</exception>
    public static ChaosSystem Start(ChaosSettings settings, CancellationToken cancellation)
    {
        var registry = new RunRegistry(settings.Directory);
        registry.CleanUp();
        RunSpace.Require(registry.BaseDirectory, settings.Exchanges, settings.RingCapacity);
        var clock = Clock.Calibrate();
        var directory = registry.Create();
        var system = new ChaosSystem(directory, PlanOf(settings, directory.Name, clock));
        try
        {
            system._plan.Save(directory.Path);
            system.StartFeed(resumes: false, cancellation);
            system._rings = new ChaosRings(directory.RingsPath);
            system.StartEngine(cancellation);
            system._originNs = clock.NowNs() + LeadNs;
            system.SendStart(system.Engine!);
            system.SendStart(system.Feed!);
            return system;
        }
        catch
        {
            system.Dispose();
            throw;
        }
    }

    /// <summary>Starts a feedsim, or one that goes on with the rings of the one that was killed.</summary>
    /// <exception cref="ChildException">It did not come up.</exception>
    public void StartFeed(bool resumes, CancellationToken cancellation)
    {
        Feed?.Dispose();
        string[] more = resumes ? ["--resume"] : [];
        Feed = ChildProcess.Start("feedsim", Programs.Find("feedsim", ["run", "--plan", _directory.File(RunPlan.FileName), "--controlled", .. more]));
        Feed.Await("ready", s_startPatience, cancellation);
        _feedTelemetry ??= TelemetryFile.OpenRead(Path.Combine(_directory.TelemetryPath, "feedsim"));
        if (resumes)
            SendStart(Feed);
    }

    /// <summary>Starts a feedengine, in the place of the one that was killed if there was one.</summary>
    /// <exception cref="ChildException">It did not come up.</exception>
    public void StartEngine(CancellationToken cancellation)
    {
        var isSuccessor = Engine is not null;
        Engine?.Dispose();
        Engine = ChildProcess.Start("feedengine", Programs.Find("feedengine", "run", "--run", _directory.Path, "--controlled"));
        Engine.Await("ready", s_startPatience, cancellation);
        _engineTelemetry?.Dispose();
        _engineTelemetry = TelemetryFile.OpenRead(Path.Combine(_directory.TelemetryPath, "feedengine"));
        if (isSuccessor)
            SendStart(Engine);
    }

    public SystemState Look()
    {
        // The engine first: what it has handled was written before.
        var (engine, feed) = (_engineTelemetry!, _feedTelemetry!);
        var handled = engine.ReadCounter("book/total.events") + engine.ReadCounter("book/invalid") + engine.ReadCounter("book/bad_instruments");
        var (written, read, readers, epochs) = _rings!.Sum();
        return new SystemState
        {
            Written = written,
            Read = read,
            Readers = readers,
            Epochs = epochs,
            Handled = handled,
            FirstSequences = engine.ReadCounter("host/first_sequences"),
            Checked = engine.ReadCounter("book/checked"),
            Mismatched = engine.ReadCounter("book/mismatched"),
            StaleBooks = engine.ReadCounter("book/stale"),
            Resyncs = engine.ReadCounter("book/resyncs"),
            WritersGone = engine.ReadCounter("host/writers_gone"),
            WriterChanges = engine.ReadCounter("book/writer_changes"),
            StageFaults = engine.ReadCounter("host/stage_faults"),
            StageRestarts = engine.ReadCounter("host/stage_restarts"),
            TakenOver = engine.ReadCounter("host/taken_over"),
            MissedUpdates = feed.SumCounters("missed_updates"),
        };
    }

    /// <summary>Overwrites a ring's cursor with a number that no writer writes; its writer's next event puts it right.</summary>
    public void CorruptCursor(string ring)
    {
        using var file = File.OpenHandle(Path.Combine(_directory.RingPath(ring), "data"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, BitConverter.GetBytes(long.MaxValue / 2), CursorOffset);
    }

    public void Dispose()
    {
        foreach (var child in new[] { Feed, Engine })
        {
            if (child is { HasExited: false })
                ProcessSignal.Continue(child.Pid);
            child?.Dispose();
        }

        _rings?.Dispose();
        _feedTelemetry?.Dispose();
        _engineTelemetry?.Dispose();
        _directory.Remove();
    }

    private void SendStart(ChildProcess child) => child.Send(string.Create(CultureInfo.InvariantCulture, $"start {_originNs}"));

    private static RunPlan PlanOf(ChaosSettings settings, string run, in Clock clock) => new()
    {
        Name = run,
        Clock = clock.Calibration,
        Phases = [new RunPhase("chaos", 0, DayNs, IsMeasured: true)],
        Exchanges = settings.Exchanges,
        TradesPerSecond = settings.UpdatesPerSecond * 2 / 3,
        BookUpdatesPerSecond = settings.UpdatesPerSecond - (settings.UpdatesPerSecond * 2 / 3),
        SymbolCount = 5,
        Seed = settings.Seed,
        RingCapacity = settings.RingCapacity,
    };
}
