using System.Globalization;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>A named load on the real components, as options of the load test that anybody can type.</summary>
/// <param name="Name">Short, with dashes.</param>
/// <param name="Shows">What it is good for.</param>
/// <param name="Options">Of each of its runs, without the length.</param>
/// <param name="Secs">Measured time of each run.</param>
internal sealed record Scenario(string Name, string Shows, string Options, int Secs)
{
    // Starting and ending three programs, on a machine that has other things to do.
    private const int OverheadSecs = 5;
    private const int WarmupSecs = 2;

    public ScenarioKind Kind { get; init; }

    public int Runs { get; init; } = 1;

    /// <summary>What this load is not about: none of these metrics is judged.</summary>
    public IReadOnlyList<Metric> Unjudged { get; init; } = [];

    /// <summary>What has to be seen in the results besides; returns what is wrong, or null.</summary>
    public Func<RunResults, string?>? Expect { get; init; }

    /// <summary>As somebody would type it.</summary>
    public string CommandLine => Kind == ScenarioKind.Replay ? $"loadtester replay {Options}" : string.Create(CultureInfo.InvariantCulture, $"loadtester {Options} -d {Secs}");

    /// <summary>Time that all of it should take at most.</summary>
    public int PlannedSecs => Runs * (Secs + WarmupSecs + OverheadSecs);

    public int MeasuredSecs => Runs * Secs;
}
