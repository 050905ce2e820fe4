using System.Diagnostics;
using AlphaPulse.LoadTester.Noise;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.LoadTester.Running;

/// <summary>
/// A run's directory and its two programs, from creation to removal. Disposing ends the programs and removes the directory,
/// however far the run has come.
/// </summary>
internal sealed class RunSession : IDisposable
{
    // Preparing a venue's tape or parsing a capture takes seconds on a small machine that is busy.
    private static readonly TimeSpan s_feedPatience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_enginePatience = TimeSpan.FromSeconds(30);

    private readonly RunDirectory _directory;
    private ChildProcess? _feed;
    private ChildProcess? _engine;
    private ChildProcess? _control;
    private RunTelemetry? _telemetry;

    private RunSession(RunDirectory directory, Clock clock)
    {
        _directory = directory;
        Clock = clock;
    }

    public Clock Clock { get; }

    public string Path => _directory.Path;

    public string RingsPath => _directory.RingsPath;

    public string Name => _directory.Name;

    public ChildProcess Feed => _feed ?? throw new InvalidOperationException("feedsim was not started");

    public ChildProcess Engine => _engine ?? throw new InvalidOperationException("feedengine was not started");

    /// <summary>The process that only measures the machine; null if the plan asks for no noise.</summary>
    public ChildProcess? Control => _control;

    public RunTelemetry Telemetry => _telemetry ?? throw new InvalidOperationException("no telemetry was opened");

    /// <summary>Creates the run's directory and its clock.</summary>
    /// <exception cref="RingException">The base directory cannot be used, or is too small.</exception>
    public static RunSession Create(string? baseDirectory, int rings, long ringCapacity)
    {
        var registry = new RunRegistry(baseDirectory);
        registry.CleanUp();
        RunSpace.Require(registry.BaseDirectory, rings, ringCapacity);
        return new RunSession(registry.Create(), Clock.Calibrate());
    }

    /// <summary>Starts both programs and waits until they are ready.</summary>
    /// <exception cref="ChildException">One did not come up.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <param name="plan">What they do.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="fault">What feedsim is to do wrong on purpose, or null.</param>
    public void Start(RunPlan plan, CancellationToken cancellation, string? fault = null)
    {
        plan.Save(Path);
        var planFile = _directory.File(RunPlan.FileName);
        if (plan.Noise is not null)
            _control = ChildProcess.Start(NoiseMeter.ControlName, ControlProgram(planFile));
        string[] planted = fault is null ? [] : ["--fault", fault];
        _feed = ChildProcess.Start("feedsim", Programs.Find("feedsim", [plan.Replay is null ? "run" : "replay", "--plan", planFile, "--controlled", .. planted]));
        _feed.Await("ready", s_feedPatience, cancellation);
        _engine = ChildProcess.Start("feedengine", Programs.Find("feedengine", "run", "--run", Path, "--controlled"));
        _engine.Await("ready", s_enginePatience, cancellation);
        _control?.Await("ready", s_enginePatience, cancellation);
        _telemetry = RunTelemetry.Open(_directory.TelemetryPath, mustHaveEngine: true);
    }

    public IEnumerable<ProcessProbe> Probes() =>
    [
        new ProcessProbe("feedsim", Feed.Pid),
        new ProcessProbe("feedengine", Engine.Pid),
        .. _control is null ? Array.Empty<ProcessProbe>() : [new ProcessProbe(_control.Name, _control.Pid)],
        new ProcessProbe("loadtester", Environment.ProcessId),
    ];

    // One heap, no compilation in a second tier: it is to be small, and to do nothing by itself.
    private static ProcessStartInfo ControlProgram(string planFile)
    {
        var start = Programs.Find("loadtester", NoiseMeter.ControlName, "--plan", planFile);
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        return start;
    }

    public void Dispose()
    {
        _telemetry?.Dispose();
        _feed?.Dispose();
        _engine?.Dispose();
        _control?.Dispose();
        _directory.Remove();
    }
}
