using AlphaPulse.LoadTester.Doctor;
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
        var settings = LoadTestSettingsReader.Read(options, faults);
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        return settings.Attach is null
            ? new RunOutput(settings.Output, context).Show("AlphaPulse load test", (sinks, progress, cancellation) => Measure(settings, sinks, progress, cancellation))
            : AttachCommand.Run(settings, context);
    }

    private static RunResults Measure(LoadTestSettings settings, IReadOnlyList<IIntervalSink> sinks, Action<ProgressView> progress, CancellationToken cancellation)
    {
        using var session = RunSession.Create(settings.Pipeline.Directory, settings.Exchanges, settings.Pipeline.RingCapacity);
        var plan = RunPlanner.Of(settings, session.Name, session.Clock.Calibration);
        List<string> warnings = [.. RunWarnings.Before(session.Path)];
        var environment = HostFacts.Read(session.Clock);
        progress(ProgressView.Preparing("the venues' tapes"));
        session.Start(plan, cancellation);
        var schedule = new RunSchedule(plan, SpacingFile.Load(plan, session.Path));
        var measured = new RunMeasurer(session, plan, sinks, cancellation, schedule).Run(environment, progress);
        warnings.AddRange(RunWarnings.After(measured.Resources));
        var results = ResultsBuilder.Build(measured, RunConfigs.Of(settings, session.Path), Scheduled(schedule, plan, measured.MeasuredSecs), warnings);
        return Verdict.Judge(results, BuiltInProfiles.WithArrival(settings.Objectives, settings.Arrival.QuantumNs), new ValidityFacts
        {
            IsInterrupted = measured.IsInterrupted,
            Breakages = measured.Breakages,
            Shortfalls = settings.Shortfalls,
            IsSimulated = true,
            ArrivalQuantumNs = settings.Arrival.QuantumNs,
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
