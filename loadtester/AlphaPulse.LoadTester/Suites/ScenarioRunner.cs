using System.Diagnostics;
using System.Globalization;
using AlphaPulse.LoadTester.Commands;
using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>Runs a scenario by the load test itself, within a time, and makes its record.</summary>
/// <param name="settings">What all scenarios have in common.</param>
/// <param name="keep">Is given the results of each run, with the scenario's name and the number of the run.</param>
internal sealed class ScenarioRunner(SuiteSettings settings, Action<string, int, RunResults> keep)
{
    /// <exception cref="ChildException">A program rejects what it is to do.</exception>
    /// <exception cref="InvalidDataException">So does the load test itself.</exception>
    public ScenarioResult Run(Scenario scenario, TimeSpan limit, Action<ProgressView> progress, CancellationToken interruption)
    {
        var started = Stopwatch.GetTimestamp();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        timeout.CancelAfter(limit);
        var runs = new List<RunResults>();
        var (fault, broken, note) = (default(string), default(string), "");
        try
        {
            (fault, note) = Measure(scenario, runs, progress, timeout.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception exception) when (exception is LogException or RingException || (exception is ChildException child && (child.ExitCode != ExitCode.Usage || timeout.IsCancellationRequested)))
        {
            broken = exception.Message;
        }

        var isWhole = runs.Count == scenario.Runs && runs.TrueForAll(run => run.Status != RunStatus.Interrupted);
        var worst = Worst(runs);
        var (code, message) = (isWhole, interruption.IsCancellationRequested, timeout.IsCancellationRequested) switch
        {
            (false, true, _) => (ExitCode.Interrupted, "interrupted"),
            (false, _, true) => (ExitCode.ObjectiveMissed, string.Create(CultureInfo.InvariantCulture, $"timed out after {limit.TotalSeconds:0.#} s")),
            _ when broken is not null => (ExitCode.Invalid, broken),
            _ when worst is { ExitCode: not ExitCode.Ok } => (worst.ExitCode, string.Join("; ", worst.Reasons)),
            _ when fault is not null => (ExitCode.ObjectiveMissed, fault),
            _ => (ExitCode.Ok, note),
        };
        var execution = Stopwatch.GetElapsedTime(started);
        return ScenarioResults.Of(scenario, runs, execution, settings.MemoryLimitMb, code, message);
    }

    private (string? Fault, string Note) Measure(Scenario scenario, List<RunResults> runs, Action<ProgressView> progress, CancellationToken cancellation)
    {
        var retainedMb = new List<double>();

        // What the scenario before left is not this one's.
        MemoryCycles.RetainedMb();
        while (runs.Count < scenario.Runs)
        {
            runs.Add(RunOnce(scenario, view => progress(view with { Phase = $"{scenario.Name}: {view.Phase}" }), cancellation));
            keep(scenario.Name, runs.Count, runs[^1]);
            cancellation.ThrowIfCancellationRequested();
            if (scenario.Kind == ScenarioKind.Cycles)
                retainedMb.Add(MemoryCycles.RetainedMb());
        }

        return scenario.Kind == ScenarioKind.Cycles
            ? MemoryCycles.Judge([.. runs.Select(run => run.Resources.PeakMemoryMb)], retainedMb, [.. runs.Select(run => run.Config.Directory).OfType<string>().Where(Directory.Exists)])
            : (scenario.Expect?.Invoke(runs[^1]), string.Join("; ", runs[^1].Reasons));
    }

    private RunResults RunOnce(Scenario scenario, Action<ProgressView> progress, CancellationToken cancellation)
    {
        if (scenario.Kind == ScenarioKind.Replay)
        {
            var replay = Read<ReplayOptions, ReplaySettings>(scenario, [.. scenario.Options.Split(' '), .. settings.Besides.Where(option => option.StartsWith("--dir", StringComparison.Ordinal))], ReplaySettingsReader.Read);
            return ReplayCommand.Measure(replay with { Objectives = Objectives(scenario, settings.Targets ?? replay.Objectives) }, [], progress, cancellation);
        }

        string[] arguments = [.. scenario.Options.Split(' '), "-d", scenario.Secs.ToString(CultureInfo.InvariantCulture), .. settings.Besides];
        var load = Read<LoadTestOptions, LoadTestSettings>(scenario, arguments, LoadTestSettingsReader.Read);
        var objectives = Objectives(scenario, settings.Targets is null ? load.Objectives : LoadTestSettingsReader.Applicable(settings.Targets, load.TradesPerSecond, load.BookUpdatesPerSecond));
        return scenario.Kind == ScenarioKind.KillAndResume
            ? KilledRun.Measure(arguments, objectives, progress, cancellation)
            : LoadTestCommand.Measure(load with { Objectives = objectives }, null, [], progress, cancellation);
    }

    // The limit of the suite stands in for the product's own.
    private Objective[] Objectives(Scenario scenario, IEnumerable<Objective> own) =>
    [
        .. own.Where(objective => !scenario.Unjudged.Contains(objective.Metric) && objective.Metric != Metrics.MemoryMb),
        new(Metrics.MemoryMb, settings.MemoryLimitMb),
    ];

    private static TSettings Read<TOptions, TSettings>(Scenario scenario, string[] arguments, Func<TOptions, FaultList, TSettings> read)
        where TOptions : class, new()
    {
        var faults = new FaultList();
        var result = read(OptionParser.Parse<TOptions>(arguments, faults), faults);
        return faults.IsEmpty ? result : throw new InvalidDataException($"scenario {scenario.Name}: {faults.All[0]}");
    }

    // A miss weighs more than a run that says nothing.
    private static RunResults? Worst(List<RunResults> runs) =>
        runs.Find(run => run.ExitCode == ExitCode.ObjectiveMissed) ?? runs.Find(run => run.ExitCode == ExitCode.Invalid) ?? runs.Find(run => run.ExitCode != ExitCode.Ok);
}
