using System.Diagnostics;
using System.Globalization;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>Runs suites one after the other, each scenario within its time; one suite is only begun if all of the one before it passed.</summary>
/// <param name="settings">What to run.</param>
/// <param name="display">What is seen while a scenario runs.</param>
/// <param name="tell">Receives lines as there is something to tell.</param>
internal sealed class SuiteRunner(SuiteSettings settings, IRunDisplay display, Action<IEnumerable<ReportLine>> tell)
{
    private const int LeastTimeoutSecs = 30;

    private RunEnvironment? _environment;
    private string _suite = "";

    /// <exception cref="Running.ChildException">A program rejects what it is to do.</exception>
    public SuiteReport Run(CancellationToken interruption)
    {
        var startedAt = DateTime.UtcNow;
        var parts = new List<SuitePart>();
        foreach (var (name, scenarios) in settings.Suites)
        {
            parts.Add(Obstacle(parts, interruption) is { } obstacle ? new SuitePart { Name = name, SkippedBecause = obstacle } : Run(name, scenarios, interruption));
            tell(SuiteScreen.EndOf(parts[^1]));
        }

        return new SuiteReport
        {
            Suite = settings.Name,
            StartedAt = startedAt,
            IsInterrupted = interruption.IsCancellationRequested,
            Shortfalls = settings.Shortfalls,
            MemoryLimitMb = settings.MemoryLimitMb,
            Environment = _environment,
            Parts = parts,
        };
    }

    private static string? Obstacle(List<SuitePart> before, CancellationToken interruption)
    {
        if (interruption.IsCancellationRequested)
            return "interrupted";
        return before.Find(part => part.SkippedBecause is not null || part.Scenarios.Any(scenario => !scenario.Success)) is { } failed ? $"{failed.Name} did not pass" : null;
    }

    private SuitePart Run(string name, IReadOnlyList<Scenario> scenarios, CancellationToken interruption)
    {
        _suite = name;
        tell(SuiteScreen.StartOf(name, scenarios));
        var started = Stopwatch.GetTimestamp();
        var limit = TimeSpan.FromSeconds(settings.TimeoutSecs ?? Math.Max(LeastTimeoutSecs, 2 * scenarios.Sum(scenario => scenario.PlannedSecs)));
        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios.TakeWhile(_ => !interruption.IsCancellationRequested))
        {
            results.Add(Run(scenario, limit - Stopwatch.GetElapsedTime(started), limit, interruption));
            tell(SuiteScreen.Of(results[^1]));
        }

        return new SuitePart { Name = name, ExecutionTimeMs = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds, Scenarios = results };
    }

    private ScenarioResult Run(Scenario scenario, TimeSpan left, TimeSpan suiteLimit, CancellationToken interruption)
    {
        if (left <= TimeSpan.Zero)
            return ScenarioResults.NotRun(scenario, string.Create(CultureInfo.InvariantCulture, $"not run: the {suiteLimit.TotalSeconds:0} s of the suite were over"));
        var own = TimeSpan.FromSeconds(settings.ScenarioTimeoutSecs ?? (3 * scenario.PlannedSecs) + LeastTimeoutSecs);
        ScenarioResult? result = null;
        display.Show(progress => result = new ScenarioRunner(settings, Keep).Run(scenario, own < left ? own : left, progress, interruption));
        return result!;
    }

    private void Keep(string scenario, int number, RunResults run)
    {
        _environment ??= run.Environment;
        if (settings.ResultsDirectory is { } directory)
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(directory).FullName, string.Create(CultureInfo.InvariantCulture, $"{_suite}-{scenario}-{number}.json")), ResultsJson.ToText(run));
    }
}
