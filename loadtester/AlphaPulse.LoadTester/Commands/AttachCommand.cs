using AlphaPulse.LoadTester.Doctor;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Profiles;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester --attach RUN</c>: measures a feed that runs already, and leaves it running.</summary>
internal static class AttachCommand
{
    // What needs a schedule or a pipeline that this run does not have is not asked of it.
    private static readonly Metric[] s_needSchedule = [Metrics.TpsAchievement, Metrics.OpsAchievement, Metrics.RecoveryMs];

    public static int Run(LoadTestSettings settings, CommandContext context) =>
        new RunOutput(settings.Output, context).Show($"AlphaPulse load test, attached to {settings.Attach}", (sinks, progress, cancellation) => Measure(settings, sinks, progress, cancellation));

    private static RunResults Measure(LoadTestSettings settings, IReadOnlyList<IIntervalSink> sinks, Action<ProgressView> progress, CancellationToken cancellation)
    {
        using var attached = AttachedRun.Join(settings.Pipeline.Directory, settings.Attach!);
        List<string> warnings = [.. RunWarnings.Before(attached.Path)];
        var measured = attached.Measure(settings.DurationSecs, sinks, progress, cancellation);
        var plan = attached.Plan;
        warnings.AddRange(RunWarnings.After(measured.Resources, measured.Noise));
        var config = new RunConfig
        {
            Exchanges = plan.Exchanges,
            TradesPerSecond = plan.TradesPerSecond,
            OrderbookUpdatesPerSecond = plan.BookUpdatesPerSecond,
            DurationSecs = settings.DurationSecs,
            SymbolCount = plan.SymbolCount,
            Pattern = plan.Pattern,
            ArrivalMode = plan.Arrival,
            Seed = plan.Seed,
            RingCapacity = plan.RingCapacity,
            WaitStrategy = plan.Wait,
            Threads = plan.StageThreads,
            NoiseBudget = settings.NoiseBudget.ToString(),
            Directory = attached.Path,
            DirectoryIsTmpfs = FileSystem.IsTmpfs(attached.Path),
            Attach = settings.Attach,
        };
        var results = ResultsBuilder.Build(measured, config, (0, 0), warnings);
        var objectives = settings.Objectives.Where(objective => !s_needSchedule.Contains(objective.Metric));
        var quantumNs = ArrivalSpec.TryParse(plan.Arrival, out var arrival, out _) ? arrival.QuantumNs : 0;
        return Verdict.Judge(results, BuiltInProfiles.WithArrival(objectives, quantumNs), new ValidityFacts
        {
            IsInterrupted = measured.IsInterrupted,
            Breakages = measured.Breakages,
            NoiseBudget = settings.NoiseBudget,
            HasSchedule = false,
            HasPipeline = attached.HasPipeline,
            IsSimulated = plan.Replay is null,
        });
    }
}
