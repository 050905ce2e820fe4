using AlphaPulse.LoadTester.Profiles;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Reporting;

/// <summary>Runs of every outcome, and texts that are markup somewhere.</summary>
internal static class ReportSamples
{
    /// <summary>Ends a script, an attribute, a CDATA section, a table cell and a line.</summary>
    public const string Hostile = "</script><b>\"'&]]>|`*_\u0001\r\n,=1+1 \U0001F4C8 \uD800";

    public static ReportedRun Passed => new("baseline", SampleResults.Judged());

    public static ReportedRun Failed => new("slow", Slow());

    public static ReportedRun Invalid => new("broken", Verdict.Judge(SampleResults.Good(), SampleResults.BaselineObjectives, new ValidityFacts { Breakages = ["feedengine ended with exit code 1"] }));

    public static ReportedRun Undecided => new("short", Verdict.Judge(WithoutPercentiles(), SampleResults.BaselineObjectives, new ValidityFacts()));

    public static ReportedRun Partial => new("small", Verdict.Judge(SampleResults.Good(), SampleResults.BaselineObjectives, new ValidityFacts { Shortfalls = ["10 s of 60 s"] }));

    public static ReportedRun Empty => new("empty", new RunResults());

    public static ReportedRun Huge => new("huge", Verdict.Judge(OfHugeValues(), BuiltInProfiles.DefaultObjectives, new ValidityFacts()));

    public static ReportedRun WithHostileTexts => new(Hostile, SampleResults.Judged() with
    {
        Status = RunStatus.Failed,
        ExitCode = ExitCode.ObjectiveMissed,
        Reasons = [Hostile],
        Warnings = [Hostile],
        Config = SampleResults.Good().Config with { Profile = Hostile, Pattern = Hostile, ArrivalMode = Hostile, Directory = Hostile },
        Environment = SampleResults.Good().Environment with { CpuModel = Hostile, Commit = Hostile },
        Objectives = [new ObjectiveResults { Metric = Hostile, Limit = 1, Unit = Hostile, Value = 2, IsMet = false }],
        Phases = [SampleResults.Good().Phases[0] with { Name = Hostile }],
        Resources = SampleResults.Good().Resources with { Processes = [SampleResults.Good().Resources.Processes[0] with { Name = Hostile }] },
    });

    public static IReadOnlyList<ReportedRun> All => [Passed, Failed, Invalid, Undecided, Partial, Empty, Huge, WithHostileTexts];

    private static RunResults Slow()
    {
        var good = SampleResults.Good();
        var slow = good with
        {
            StartedAt = good.StartedAt.AddHours(1),
            Latency = good.Latency with { Write = good.Latency.Write with { P99Ns = 12_345, P999Ns = 250_000 } },
            Throughput = good.Throughput with { TpsAchievementPercent = 94.96, TradesPerSecond = 28_488 },
            Warnings = ["/tmp is not on tmpfs"],
        };
        return Verdict.Judge(slow, SampleResults.BaselineObjectives, new ValidityFacts());
    }

    private static RunResults WithoutPercentiles()
    {
        var good = SampleResults.Good();
        return good with { Latency = good.Latency with { Write = good.Latency.Write with { Count = 90, P99Ns = null, P999Ns = null, P9999Ns = null } } };
    }

    private static RunResults OfHugeValues()
    {
        var good = SampleResults.Good();
        var latency = new LatencySummary { Count = long.MaxValue, MinNs = 0, MeanNs = 1e18, P50Ns = long.MaxValue, P90Ns = long.MaxValue, P99Ns = long.MaxValue, P999Ns = long.MaxValue, P9999Ns = long.MaxValue, MaxNs = long.MaxValue, Clamped = long.MaxValue };
        return good with
        {
            DurationSecs = 1e9,
            Latency = new LatencyResults { Write = latency, Lag = latency, Response = latency, Delivery = latency },
            Throughput = good.Throughput with { TotalEvents = long.MaxValue, EventsPerSecond = 1e18, TradesPerSecond = 1e18 },
            Intervals = [good.Intervals[0] with { AtSecs = 1e9, Trades = long.MaxValue, WriteMaxNs = long.MaxValue, MemoryMb = 1e12 }],
        };
    }
}
