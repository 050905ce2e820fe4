using AlphaPulse.LoadTester.Noise;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.LoadTester.Running;

/// <summary>A run that somebody else started. It is only read: measured by subtracting what was there before.</summary>
internal sealed class AttachedRun : IDisposable
{
    private const long NsPerSecond = 1_000_000_000;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);

    private readonly RunDirectory _directory;
    private readonly RunTelemetry _telemetry;
    private readonly Clock _clock;

    private AttachedRun(RunDirectory directory, RunPlan plan, RunTelemetry telemetry)
    {
        _directory = directory;
        _telemetry = telemetry;
        _clock = new Clock(plan.Clock);
        Plan = plan;
    }

    public RunPlan Plan { get; }

    public string Path => _directory.Path;

    /// <param name="baseDirectory">Null for the default one.</param>
    /// <param name="nameOrPath">Name of the run below it, or the path of its directory.</param>
    /// <exception cref="IOException">There is no such live run, or its files cannot be read.</exception>
    public static AttachedRun Join(string? baseDirectory, string nameOrPath)
    {
        var directory = nameOrPath.Contains('/', StringComparison.Ordinal)
            ? new RunRegistry(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(nameOrPath.TrimEnd('/')))).Join(System.IO.Path.GetFullPath(nameOrPath))
            : new RunRegistry(baseDirectory).Join(nameOrPath);
        try
        {
            return new AttachedRun(directory, RunPlan.Load(directory.Path), RunTelemetry.Open(directory.TelemetryPath, mustHaveEngine: false));
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Whether somebody applies what the feed sends.</summary>
    public bool HasPipeline => _telemetry.EnginePid is { } pid && Directory.Exists($"/proc/{pid}");

    public RunMeasurement Measure(int durationSecs, IReadOnlyList<IIntervalSink> sinks, Action<ProgressView> progress, CancellationToken cancellation)
    {
        var phase = new RunPhase("attached", 0, durationSecs * NsPerSecond, IsMeasured: true);
        var measured = new RunMeasurement { Plan = Plan with { Phases = [phase], Replay = null }, Environment = HostFacts.Read(_clock), StartedAt = DateTime.UtcNow, IsAttached = true };
        var monitor = new ResourceMonitor(Probes(), RunSpace.UsedBytes(Path), measured.Environment.Cores);

        // Whatever phase the feed is in, it is all one to whoever looks on.
        var watched = Plan with { Phases = [.. Plan.Phases.Select(_ => phase)], Replay = null };
        var recorder = new RunRecorder(watched, measured, _telemetry, monitor, sinks);
        using var outliers = OutlierReader.Open(Path, Plan, sinks);
        var driftBeforeNs = _clock.Check();

        // The counters are the first thing that each reading takes, so that the time between them is the time they count.
        var startNs = _clock.NowNs();
        var (phaseBefore, before) = (ReadPhases(), _telemetry.ReadTotals(Plan.Phases.Count));
        var elapsedNs = 0L;
        outliers?.Begin(startNs, long.MaxValue);
        do
        {
            recorder.Tick(elapsedNs);
            recorder.Observe();
            outliers?.Read(startNs + elapsedNs);
            progress(recorder.View(elapsedNs));
            measured.IsInterrupted = cancellation.WaitHandle.WaitOne(s_tick);
            elapsedNs = _clock.NowNs() - startNs;
        }
        while (!measured.IsInterrupted && elapsedNs < phase.EndNs && IsFeedAlive);

        var total = ReadPhases();
        var after = _telemetry.ReadTotals(Plan.Phases.Count);
        recorder.Finish(elapsedNs, elapsedNs);
        total.Subtract(phaseBefore);
        measured.Outliers = outliers?.Finish();
        measured.Phases = [total];

        measured.Totals = after.Since(before);
        measured.Resources = measured.Resources with { Processes = [.. measured.Resources.Processes.Select(_telemetry.Complete)] };
        measured.Environment = measured.Environment with { ClockDriftNs = _clock.Check() - driftBeforeNs };
        if (!IsFeedAlive)
            measured.Breakages.Add("the feed ended while it was measured");
        return measured;
    }

    public void Dispose()
    {
        _telemetry.Dispose();
        _directory.Dispose();
    }

    private bool IsFeedAlive => Directory.Exists($"/proc/{_telemetry.FeedPid}");

    private PhaseTotals ReadPhases()
    {
        var total = new PhaseTotals();
        for (var phase = 0; phase < Plan.Phases.Count; phase++)
            total.Add(_telemetry.ReadPhase(phase));
        return total;
    }

    private List<ProcessProbe> Probes()
    {
        var probes = new List<ProcessProbe> { new("feedsim", _telemetry.FeedPid) };
        if (_telemetry.EnginePid is { } engine)
            probes.Add(new ProcessProbe("feedengine", engine));
        probes.Add(new ProcessProbe("loadtester", Environment.ProcessId));
        return probes;
    }
}
