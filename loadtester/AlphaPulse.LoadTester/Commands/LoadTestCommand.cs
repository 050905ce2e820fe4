using AlphaPulse.LoadTester.Doctor;
using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Profiles;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>The load test: simulated exchanges at the rates that were asked for.</summary>
internal static class LoadTestCommand
{
    public static int Run(LoadTestOptions options, CommandContext context, FaultList faults)
    {
        if (options.Resume is not null)
            return LoggedRunCommand.Resume(options, context, faults);
        var settings = LoadTestSettingsReader.Read(options, faults);
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        if (settings.Search is { } search)
            return BreakpointCommand.Run(settings, search, context);
        if (settings.Attach is not null)
            return AttachCommand.Run(settings, context);
        return settings.Log is null
            ? new RunOutput(settings.Output, context).Show("AlphaPulse load test", (sinks, progress, cancellation) => Measure(settings, null, sinks, progress, cancellation))
            : LoggedRunCommand.Run(settings, options, context, faults);
    }

    /// <summary>Runs it and judges it.</summary>
    /// <param name="settings">Of the whole run.</param>
    /// <param name="log">Where its intervals are logged, and what is left of it; or null.</param>
    /// <param name="sinks">Who else takes its intervals.</param>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="cancellation">Ends it early.</param>
    internal static RunResults Measure(LoadTestSettings settings, LoggedRun? log, IReadOnlyList<IIntervalSink> sinks, Action<ProgressView> progress, CancellationToken cancellation)
    {
        using var session = RunSession.Create(settings.Pipeline.Directory, settings.Exchanges, settings.Pipeline.RingCapacity);
        var whole = RunPlanner.Of(settings, session.Name, session.Clock.Calibration);
        var plan = log is null ? whole : RunPlanner.Of(log.Session, session.Name, session.Clock.Calibration);
        List<string> warnings = [.. RunWarnings.Before(session.Path)];
        if (settings.Fault is { } fault)
            warnings.Add($"a fault is planted: {fault}");
        var environment = HostFacts.Read(session.Clock);
        progress(ProgressView.Preparing("the venues' tapes"));
        session.Start(plan, cancellation, settings.Fault);
        var schedule = new RunSchedule(plan, SpacingFile.Load(plan, session.Path));
        var measured = new RunMeasurer(session, plan, log is null ? sinks : [.. sinks, log.Open(session, plan, environment)], cancellation, schedule, settings.Log?.IntervalSecs ?? 0).Run(environment, progress);
        var scheduled = Scheduled(schedule, plan, measured.MeasuredSecs);
        if (log is not null)
            (measured, scheduled) = log.Close(measured, scheduled, whole);
        var endurance = log?.Judge();
        warnings.AddRange(RunWarnings.After(measured.Resources, measured.Noise));
        var results = ResultsBuilder.Build(measured, RunConfigs.Of(settings, session.Path), scheduled, [.. warnings, .. endurance?.Warnings ?? []]) with { Endurance = endurance?.Results };
        return Verdict.Judge(results, BuiltInProfiles.WithArrival(settings.Objectives, settings.Arrival.QuantumNs), new ValidityFacts
        {
            IsInterrupted = measured.IsInterrupted,
            Breakages = measured.Breakages,
            NoiseBudget = settings.NoiseBudget,
            Shortfalls = [.. settings.Shortfalls, .. endurance?.Shortfalls ?? []],
            IsSimulated = true,
            ArrivalQuantumNs = settings.Arrival.QuantumNs,
            Trends = endurance?.Failures ?? [],
            UndecidedTrends = endurance?.Undecided ?? [],
        });
    }

    // What was due until the run ended: an interrupted one is not short of what it had no time for.
    private static (long Trades, long BookUpdates) Scheduled(RunSchedule schedule, RunPlan plan, double measuredSecs)
    {
        const double nsPerSecond = 1e9;
        var measured = plan.Phases.Where(phase => phase.IsMeasured).ToArray();
        var endNs = Math.Min(measured[^1].EndNs, measured[0].StartNs + (long)(measuredSecs * nsPerSecond));
        var due = new RunPhase("due", measured[0].StartNs, endNs - measured[0].StartNs, IsMeasured: true);
        return (schedule.TradesIn(due), schedule.BookUpdatesIn(due));
    }
}
