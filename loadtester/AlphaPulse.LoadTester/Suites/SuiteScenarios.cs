using System.Globalization;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>The suites: what is in them, in order.</summary>
internal static class SuiteScenarios
{
    public const string Quick = "quick";
    public const string Full = "full";
    public const string All = "all";

    private const string Moderate = "-e 3 -t 10000 -o 5000";

    // With a full ring a write waits for a reader: that is the scenario.
    private static readonly Metric[] s_writes = [Metrics.WriteP50, Metrics.WriteP99, Metrics.WriteP999];

    // Threads that spin, or a load for more than a core.
    private static readonly Metric[] s_processor = [Metrics.CpuPercent];

    // Some 11 s of measured time.
    private static readonly Scenario[] s_quick =
    [
        new("write-latency", "what a write costs at moderate load", Moderate, 2),
        new("memory-cycles", "nothing stays behind from run to run", "-e 3 -t 20000 -o 5000 --warmup-secs 0", 1) { Kind = ScenarioKind.Cycles, Runs = 3 },
        new("many-venues", "twenty venues at once", "-e 20 -t 5000 -o 2500", 2),
        new("burst", "ten times the load for 0.3 s of each second", "-e 3 -o 5000 --pattern burst:10k,100k,300ms,1s", 2),
        Backpressure(2),
    ];

    // Some 10 minutes.
    private static readonly Scenario[] s_full =
    [
        new("write-latency", "what a write costs at moderate load", Moderate, 60),
        new("ticks-100k", "100,000 updates a second, none dropped", "-e 4 -t 20000 -o 5000", 60),
        new("million-trades", "a million trades a second", "-e 10 -t 100000 -o 5000", 60) { Unjudged = s_processor },
        new("many-venues", "twenty venues at once", "-e 20 -t 5000 -o 2500", 30),
        new("many-symbols", "1,500 order books", "-e 3 -t 10000 -o 5000 -s 500", 30),
        new("book-updates", "order-book updates alone", "-e 3 -t 0 -o 30000", 30),
        new("trades", "trades alone", "-e 3 -t 30000 -o 0", 30),
        new("burst", "ten times the load for 10 s, and how long it takes to recover", "--profile burst", 60),
        new("ramp-up", "from 1,000 to 50,000 trades a second and venue", "-e 3 -o 5000 --pattern ramp:1k,50k,20s", 30),
        new("self-exciting", "updates that cause others: clusters instead of a beat", "-e 3 -o 5000 --pattern hawkes:0.7,1ms", 30),
        new("each-in-time", "every update at its own time", Moderate + " --arrival spin", 30) { Unjudged = s_processor },
        Backpressure(30),
        new("memory-cycles", "nothing stays behind from run to run", "-e 3 -t 20000 -o 5000", 6) { Kind = ScenarioKind.Cycles, Runs = 5 },
        new("kill-and-resume", "kill -9 in the middle, and on from the log", Moderate, 20) { Kind = ScenarioKind.KillAndResume, Expect = WasResumed },
        new("noise", "each write above 2 µs is put down to a cause", Moderate + " --outlier-threshold 2us", 30) { Expect = OutliersAddUp },
        new("spinning-pipeline", "a pipeline that never sleeps", Moderate + " --wait busy-spin", 20) { Unjudged = s_processor },
        new("one-thread", "all stages on one thread", Moderate + " --threads 1", 20),
    ];

    public static IReadOnlyList<string> Names => [Quick, Full, All];

    /// <summary>The suites of a name, in the order in which they run.</summary>
    /// <param name="name">Of <see cref="Names"/>.</param>
    /// <param name="capture">Options of the replay; null without a capture.</param>
    public static IReadOnlyList<(string Name, IReadOnlyList<Scenario> Scenarios)> Of(string name, string? capture)
    {
        var full = (Full, (IReadOnlyList<Scenario>)[.. s_full, .. capture is null ? Array.Empty<Scenario>() : [Replay(capture)]]);
        return name switch { Quick => [(Quick, s_quick)], Full => [full], _ => [(Quick, s_quick), full] };
    }

    // Bursts of four rings' worth.
    private static Scenario Backpressure(int secs) => new("backpressure", "rings that are full most of the time; nothing is lost", "-e 2 -t 50000 -o 0 --ring-capacity 64 --arrival burst=256", secs)
    {
        Unjudged = s_writes,
        Expect = results => results.Errors.MeasuredBufferOverflows > 0 ? null : "no ring was ever full",
    };

    // As long as the capture is; a tenth of a second for most.
    private static Scenario Replay(string capture) => new("replay", "a capture, as fast as the rings take it", capture, 1) { Kind = ScenarioKind.Replay, Unjudged = s_processor };

    private static string? WasResumed(RunResults results) => results.Endurance is { Resumes: 1 } ? null : "the run was not resumed once";

    private static string? OutliersAddUp(RunResults results) => results.Outliers switch
    {
        null => "outliers were not recorded",
        { Recorded: 0 } => "no write took 2 µs, which no machine is known to do",
        var outliers when outliers.Causes.Sum(cause => cause.Count) != outliers.Recorded => string.Create(CultureInfo.InvariantCulture, $"{outliers.Recorded} outliers, but {outliers.Causes.Sum(cause => cause.Count)} with a cause or without"),
        _ => null,
    };
}
