using System.Globalization;
using AlphaPulse.LoadTester.Commands;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>A load test that logs its intervals and can be resumed: its directory, what earlier sessions measured, and the log of the present one.</summary>
internal sealed class LoggedRun : IDisposable
{
    private readonly LogDirectory _directory;
    private readonly LogSettings _settings;
    private readonly LogHistory _earlier;
    private readonly Checkpoint _checkpoint;
    private IntervalLog? _log;
    private bool _isFinished;

    private LoggedRun(LogDirectory directory, LoadTestSettings settings, Checkpoint checkpoint, LogHistory earlier)
    {
        _directory = directory;
        _settings = settings.Log!;
        _checkpoint = checkpoint;
        _earlier = earlier;
        var leftSecs = settings.DurationSecs - earlier.Log.MeasuredSecs;
        Session = settings with { DurationSecs = Math.Max(1, (int)Math.Ceiling(Math.Round(leftSecs, 3))) };
    }

    /// <summary>What is left to do: the settings with what is left of the duration.</summary>
    public LoadTestSettings Session { get; }

    public string Path => _directory.Path;

    /// <summary>Whether something is left to do after the session.</summary>
    public bool CanBeResumed => _log is not null && !_isFinished;

    public string? Fault => _log?.Fault;

    /// <summary>Starts the log of a new run.</summary>
    /// <exception cref="LogException">The directory has something in it.</exception>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor here.</exception>
    public static LoggedRun Create(LoadTestSettings settings, IReadOnlyDictionary<string, string> options)
    {
        var directory = LogDirectory.Create(settings.Log!.Directory);
        try
        {
            var checkpoint = new Checkpoint
            {
                Run = string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}"),
                Options = options,
                Config = RunConfigs.Of(settings),
                Objectives = Objectives(settings),
                Environment = new RunEnvironment { CpuModel = HostFacts.CpuModel(), Cores = Environment.ProcessorCount },
                LoadTesterPid = Environment.ProcessId,
                IntervalSecs = settings.Log.IntervalSecs,
                StartedAt = DateTime.UtcNow,
                Session = 1,
            };
            directory.Save(checkpoint);
            return new LoggedRun(directory, settings, checkpoint, new LogHistory());
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a run that was killed, stopped or broken.</summary>
    /// <exception cref="LogException">The log does not allow it; the message says why.</exception>
    public static LoggedRun Resume(LogDirectory directory, Checkpoint checkpoint, LoadTestSettings settings)
    {
        if (RunConfigs.Of(settings) != checkpoint.Config || !Objectives(settings).SequenceEqual(checkpoint.Objectives))
            throw new LogException("was started with another configuration: its profile has changed since");
        if (checkpoint.Environment.CpuModel != HostFacts.CpuModel() || checkpoint.Environment.Cores != Environment.ProcessorCount)
            throw new LogException($"was started on another machine ({checkpoint.Environment.CpuModel}, {checkpoint.Environment.Cores} cores); the sessions of a run have to be of one");
        if (!settings.Pattern.Equals(PatternSpec.Constant))
            throw new LogException($"has the pattern {settings.Pattern}, which cannot be continued in its middle; only a constant load can be resumed");
        var reader = new LogReader(directory.Path, checkpoint);
        var history = LogHistory.Read(reader, RunPlanner.Of(settings, checkpoint.Run, default(Clock).Calibration));
        try
        {
            reader.CutTornEnd();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LogException($"cannot be repaired: {exception.Message.ReplaceLineEndings(" ")}");
        }

        history.Log.OutageReason = checkpoint.Reason ?? "the load tester was killed";
        return new LoggedRun(directory, settings, checkpoint with { Session = checkpoint.Session + 1, Segments = reader.Segments, SessionStartedAt = null, Reason = null, LoadTesterPid = Environment.ProcessId }, history);
    }

    /// <summary>The log of the session that is about to start.</summary>
    public IIntervalSink Open(RunSession session, RunPlan plan, RunEnvironment environment)
    {
        var total = new CumulativeLog { OutageReason = _earlier.Log.OutageReason };
        total.Take(_earlier.Log);
        return _log = new IntervalLog(_directory, _settings, _checkpoint with { Environment = environment }, total, new SessionSampler(session, plan).Read);
    }

    /// <summary>Ends the session's log; returns the whole run's measurement, and what was due in it.</summary>
    /// <param name="measured">Of the session.</param>
    /// <param name="scheduled">What was due in the session's measured time.</param>
    /// <param name="whole">The plan of the run as if it had not been interrupted.</param>
    public (RunMeasurement Measured, (long Trades, long BookUpdates) Scheduled) Close(RunMeasurement measured, (long Trades, long BookUpdates) scheduled, RunPlan whole)
    {
        var state = measured.IsInterrupted ? RunState.Interrupted : measured.Breakages.Count > 0 ? RunState.Broken : RunState.Finished;
        var reason = measured.IsInterrupted ? "stopped by the user" : measured.Breakages.FirstOrDefault();
        _isFinished = state == RunState.Finished;
        _log!.Close(state, reason);
        if (_earlier.Started is not { } started)
            return (measured, scheduled);
        var all = _log.Fault is null ? LogHistory.Read(new LogReader(_directory.Path, _log.Checkpoint), whole) : null;
        var merged = SessionMerge.Of(_earlier, measured, whole, _log.Started.SecsSince(started), all);
        return (merged, (scheduled.Trades + Due(whole.TradesPerSecond), scheduled.BookUpdates + Due(whole.BookUpdatesPerSecond)));

        long Due(long perSecond) => (long)Math.Round(_earlier.Log.MeasuredSecs * perSecond * whole.Exchanges);
    }

    /// <summary>What the log says about the whole run. After <see cref="Close"/>.</summary>
    public EnduranceVerdict Judge() => EnduranceVerdict.Of(_directory.Path, _log!.Checkpoint, _log.Fault).For(Session);

    /// <summary>A new run that did not come to measuring leaves no directory, which would be in the next one's way.</summary>
    public void DiscardUnusedDirectory()
    {
        if (_log is null && _checkpoint.Session == 1)
            _directory.Discard();
    }

    public void Dispose()
    {
        _log?.Dispose();
        _directory.Dispose();
    }

    private static string[] Objectives(LoadTestSettings settings) => [.. settings.Objectives.Select(objective => objective.ToString())];
}
