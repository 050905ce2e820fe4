using AlphaPulse.LoadTester.Doctor;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester replay</c>: captures through the same rings and pipeline.</summary>
internal static class ReplayCommand
{
    public static int Run(ReplayOptions options, CommandContext context, FaultList faults)
    {
        var settings = ReplaySettingsReader.Read(options, faults);
        return faults.IsEmpty
            ? new RunOutput(settings.Output, context).Show("AlphaPulse replay", (sinks, progress, cancellation) => Measure(settings, sinks, progress, cancellation))
            : ExitCode.Usage;
    }

    internal static RunResults Measure(ReplaySettings settings, IReadOnlyList<IIntervalSink> sinks, Action<ProgressView> progress, CancellationToken cancellation)
    {
        using var session = RunSession.Create(settings.Pipeline.Directory, rings: 1, settings.Pipeline.RingCapacity);
        var plan = RunPlanner.Of(settings, session.Name, session.Clock.Calibration);
        List<string> warnings = [.. RunWarnings.Before(session.Path)];
        var environment = HostFacts.Read(session.Clock);
        progress(ProgressView.Preparing("the capture"));
        session.Start(plan, cancellation);
        var measured = new RunMeasurer(session, plan, sinks, cancellation).Run(environment, progress);
        warnings.AddRange(RunWarnings.After(measured.Resources, measured.Noise));
        if (measured.Totals.Checked == 0)
            warnings.Add(settings.Replay.Oracle is null ? "books were not checked: no oracle" : "books were not checked: the oracle and the capture share no moment");
        var results = ResultsBuilder.Build(measured, RunConfigs.Of(settings, session.Path), (0, 0), warnings);
        return Verdict.Judge(results, settings.Objectives, new ValidityFacts
        {
            IsInterrupted = measured.IsInterrupted,
            Breakages = measured.Breakages,
            NoiseBudget = settings.NoiseBudget,
            HasSchedule = false,
        });
    }
}
