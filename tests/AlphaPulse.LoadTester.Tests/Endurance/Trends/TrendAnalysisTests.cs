using AlphaPulse.LoadTester.Endurance.Trends;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Reporting.Html;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Tests.Endurance.Trends;

/// <summary>The analysis on simulated logs: planted faults are found, clean runs are not accused.</summary>
public sealed class TrendAnalysisTests
{
    private static readonly RunConfig s_config = new() { Exchanges = 3, RingCapacity = 65_536 };

    [Fact]
    public void Judge_CleanDays_AreNotAccused() => ExpectClean(runs: 120, hours: 24, sessions: 1);

    [Fact]
    public void Judge_CleanDaysWithResumes_AreNotAccused() => ExpectClean(runs: 60, hours: 24, sessions: 4);

    [Fact]
    public void Judge_CleanHoursWithTwoResumes_AreNotAccused() => ExpectClean(runs: 120, hours: 1, sessions: 3);

    [Fact]
    public void Judge_ManagedLeak_IsFoundInHeapAndPrivateMemory()
    {
        Expect(new PlantedFault { ManagedBytesPerHour = 1.5e6 }, 24, 1, "feedengine heap_gen2_bytes", "feedengine heap_after_full_bytes", "feedengine private_bytes");
        Expect(new PlantedFault { ManagedBytesPerHour = 1.5e6 }, 24, 4, "feedengine heap_gen2_bytes", "feedengine heap_after_full_bytes", "feedengine private_bytes");
    }

    [Fact]
    public void Judge_NativeLeak_IsFoundInPrivateMemoryAlone()
    {
        Expect(new PlantedFault { NativeBytesPerHour = 1.5e6 }, 24, 1, "feedsim private_bytes");
        Expect(new PlantedFault { NativeBytesPerHour = 200e6 }, 1, 3, "feedsim private_bytes");
    }

    [Fact]
    public void Judge_HandlesAndThreads_AreFound()
    {
        Expect(new PlantedFault { HandlesPerHour = 2 }, 24, 1, "feedengine handles");
        Expect(new PlantedFault { ThreadsPerHour = 0.5 }, 24, 1, "feedengine threads");
        Expect(new PlantedFault { HandlesPerHour = 60 }, 1, 3, "feedengine handles");
    }

    [Fact]
    public void Judge_SlowDrifts_AreFound()
    {
        Expect(new PlantedFault { WriteP99NsPerHour = 25 }, 24, 1, "write_p99_ns");
        Expect(new PlantedFault { DeliveryP50NsPerHour = 3_000 }, 24, 1, "delivery_p50_ns");
        Expect(new PlantedFault { RingLagPerHour = 200 }, 24, 1, "ring_lag_events");
        Expect(new PlantedFault { ThroughputSharePerHour = -0.002 }, 24, 1, "updates_per_second");
    }

    [Fact]
    public void Judge_OneStep_IsAStepAndNoLeak()
    {
        const int runs = 20;
        var verdicts = Enumerable.Range(1, runs).Select(seed => Private(Analyse(seed, new PlantedFault { StepBytes = 60e6, StepAtHours = 4 + seed % 16 }, 24, 1))).ToList();

        Write($"steps of 60 MB: {string.Join(", ", verdicts.CountBy(trend => trend.Verdict).Select(pair => $"{pair.Value} x {pair.Key}"))}");
        Assert.All(verdicts, trend => Assert.Equal(TrendJudge.Step, trend.Verdict));
        Assert.All(verdicts, trend => Assert.InRange(trend.Step!.Value, 50e6, 70e6));
    }

    [Theory]
    [InlineData(TrendJudge.LevelledOff, "second", 0.0, 0.4, 0.55, 0.7)]
    [InlineData(TrendJudge.SetInLate, "first", 0.45, 0.6, 0.75, 1.0)]
    public void Judge_GrowthInPartOfTheRun_IsNeverCalledSteadyAgainstItsOwnInterval(string expected, string otherHalf, params double[] times)
    {
        // Each ramp begins at the first time or ends at the last one.
        (double From, double Until)[] ramps = otherHalf == "second" ? [.. times[1..].Select(until => (times[0], until))] : [.. times[..^1].Select(from => (from, times[^1]))];
        var trends = new List<TrendResults>();
        for (var seed = 1; seed <= 3; seed++)
        {
            foreach (var (hours, bytesPerHour) in ((double, double)[])[(24, 3e6), (24, 45e6), (1, 45e6), (1, 150e6)])
            {
                foreach (var (from, until) in ramps)
                {
                    var trend = Private(Analyse(seed, new PlantedFault { RampBytesPerHour = bytesPerHour, RampFromHours = from * hours, RampUntilHours = until * hours }, hours, 1));
                    Assert.False(trend.Verdict == TrendJudge.Steady && trend.SlopeLowPerHour * 24 > trend.AllowedPerDay, $"seed {seed}, {hours} h: {trend}");
                    trends.Add(trend);
                }
            }
        }

        Write(string.Join(", ", trends.CountBy(trend => trend.Verdict).Select(pair => $"{pair.Value} x {pair.Key}")));
        Assert.DoesNotContain(trends, trend => trend.Verdict == (expected == TrendJudge.SetInLate ? TrendJudge.LevelledOff : TrendJudge.SetInLate));
        var endurance = new EnduranceResults { Trends = [trends.First(trend => trend.Verdict == expected)] };
        var screen = string.Join('\n', EnduranceSection.Lines(endurance, all: false).Select(line => line.Text));
        Assert.Contains($"  {expected}\n    {expected}: more than is allowed over the run, but hardly any of it in the {otherHalf} half", screen, StringComparison.Ordinal);
        Assert.Contains($">{expected}: more than", HtmlReport.Of([new ReportedRun("r", SampleResults.Judged() with { Endurance = endurance })]), StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_NoFullCollection_IsNoMissingData()
    {
        var analysis = new TrendAnalysis(TrendWindows.For(86_400), new TrendLimits(s_config));
        foreach (var (line, header) in new SimulatedRun(1, new PlantedFault()).Lines())
            analysis.Add(line with { Processes = [.. line.Processes.Select(process => process with { HeapGen2Bytes = null, HeapAfterFullBytes = null })] }, header);

        var trends = analysis.Judge();

        Assert.All(trends.Where(trend => trend.Metric is "heap_gen2_bytes" or "heap_after_full_bytes"), trend => Assert.Equal(TrendJudge.NeverCollected, trend.Verdict));
        Assert.Contains("never collected: no full collection ran, so nothing is known of this heap", TrendTexts.Notes(trends));
    }

    [Fact]
    public void Judge_LeakBesideAStep_IsStillFound()
    {
        var trend = Private(Analyse(3, new PlantedFault { ManagedBytesPerHour = 2e6, StepBytes = 80e6, StepAtHours = 13 }, 24, 1));

        Assert.Equal(TrendJudge.Trend, trend.Verdict);
        Assert.InRange(trend.SlopePerHour, 1.6e6, 2.4e6);
        Assert.InRange(trend.Step!.Value, 60e6, 100e6);
    }

    [Fact]
    public void Judge_Leak_SaysWhenTheLimitIsReached()
    {
        var trend = Private(Analyse(5, new PlantedFault { ManagedBytesPerHour = 3e6 }, 24, 1));

        // 200 MB of 500 are in use.
        Assert.InRange(trend.HoursToLimit!.Value, 80, 130);
        Assert.True(trend.SlopeLowPerHour < 3e6 && trend.SlopeHighPerHour > 3e6 * 0.9 && trend.PValue < 0.001);
        var text = TrendTexts.Failure(trend);
        Assert.Contains("feedengine private memory grows by", text, StringComparison.Ordinal);
        Assert.Contains("reaches 500 MB in", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_TooShort_SaysSo()
    {
        var analysis = Analysed(1, new PlantedFault { ManagedBytesPerHour = 500e6 }, 0.5, 1);

        Assert.False(analysis.IsLongEnough);
        Assert.All(analysis.Judge(), trend => Assert.Equal(TrendJudge.NotEnoughData, trend.Verdict));
    }

    [Fact]
    public void Judge_AValueIsNeverThere_SaysSo()
    {
        var analysis = new TrendAnalysis(TrendWindows.For(86_400), new TrendLimits(s_config));
        foreach (var (line, header) in new SimulatedRun(1, new PlantedFault()).Lines())
            analysis.Add(line with { DeliveryP99Ns = null }, header);

        Assert.Equal([TrendJudge.NotEnoughData], analysis.Judge().Where(trend => trend.Metric == "delivery_p99_ns").Select(trend => trend.Verdict));
    }

    private static void ExpectClean(int runs, double hours, int sessions)
    {
        var accused = new List<string>();
        var series = 0;
        for (var seed = 1; seed <= runs; seed++)
        {
            var trends = Analyse(seed, new PlantedFault(), hours, sessions);
            series += trends.Count;
            accused.AddRange(trends.Where(trend => trend.Verdict == TrendJudge.Trend).Select(trend => $"seed {seed}: {TrendTexts.Failure(trend)}"));
        }

        var accusedRuns = accused.Select(text => text.Split(':')[0]).Distinct().Count();
        Write($"seeds 1 to {runs}, {hours} h in {sessions} sessions: {accusedRuns} of {runs} clean runs accused, {accused.Count} of {series} series; {string.Join("; ", accused)}");
        Assert.True(accusedRuns <= runs * 0.05, string.Join('\n', accused));
    }

    // Found in each of the seeds, and nothing else accused but what belongs to it.
    private static void Expect(PlantedFault fault, double hours, int sessions, params string[] expected)
    {
        const int runs = 20;
        var found = expected.ToDictionary(name => name, _ => 0);
        var others = new List<string>();
        for (var seed = 1; seed <= runs; seed++)
        {
            foreach (var trend in Analyse(seed, fault, hours, sessions).Where(trend => trend.Verdict == TrendJudge.Trend))
            {
                var name = $"{trend.Process} {trend.Metric}".Trim();
                if (!found.TryGetValue(name, out var times))
                    others.Add($"seed {seed}: {name}");
                found[name] = times + 1;
            }
        }

        Write($"{hours} h in {sessions} sessions, planted {fault}: found {string.Join(", ", expected.Select(name => $"{name} {found[name]} of {runs}"))}; others: {string.Join(", ", others)}");
        Assert.All(expected, name => Assert.True(found[name] >= runs * 0.95, $"{name}: {found[name]} of {runs}"));
        Assert.True(others.Count <= 2, string.Join('\n', others));
    }

    private static TrendResults Private(IReadOnlyList<TrendResults> trends) => trends.Single(trend => trend is { Process: "feedengine", Metric: "private_bytes" });

    private static IReadOnlyList<TrendResults> Analyse(int seed, PlantedFault fault, double hours, int sessions) => Analysed(seed, fault, hours, sessions).Judge();

    private static TrendAnalysis Analysed(int seed, PlantedFault fault, double hours, int sessions)
    {
        var analysis = new TrendAnalysis(TrendWindows.For(hours * 3_600), new TrendLimits(s_config));
        foreach (var (line, header) in new SimulatedRun(seed, fault, hours, sessions).Lines())
            analysis.Add(line, header);
        return analysis;
    }

    private static void Write(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
