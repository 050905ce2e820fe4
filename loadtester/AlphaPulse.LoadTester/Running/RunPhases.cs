using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Running;

/// <summary>The phases of a run: warm-up, then one measured phase, or with a burst or spike baseline, burst, recovery and so on.</summary>
internal static class RunPhases
{
    public const string WarmUp = "warm-up";
    public const string Run = "run";
    public const string Baseline = "baseline";
    public const string Burst = "burst";
    public const string Recovery = "recovery";

    private const long NsPerSecond = 1_000_000_000;

    public static IReadOnlyList<RunPhase> Of(PatternSpec pattern, int warmupSecs, int durationSecs)
    {
        var phases = new List<RunPhase>();
        if (warmupSecs > 0)
            phases.Add(new RunPhase(WarmUp, 0, warmupSecs * NsPerSecond, IsMeasured: false));
        var startNs = warmupSecs * NsPerSecond;
        var endNs = startNs + (durationSecs * NsPerSecond);
        if (pattern.Shape is { Kind: PatternKind.Burst or PatternKind.Spike } burst)
            AddBursts(burst, startNs, endNs, phases);
        else
            phases.Add(new RunPhase(Run, startNs, endNs - startNs, IsMeasured: true));
        return phases;
    }

    // What follows the last burst that has a phase of its own belongs to the last recovery, further bursts included.
    private static void AddBursts(RateShape pattern, long startNs, long endNs, List<RunPhase> phases)
    {
        var atNs = startNs;
        var name = Baseline;
        for (var burstNs = startNs + pattern.BurstOffsetNs; burstNs + pattern.LengthNs <= endNs && phases.Count + 3 <= RunPlan.MaxPhases; burstNs += pattern.PeriodNs)
        {
            Add(name, burstNs);
            Add(Burst, burstNs + pattern.LengthNs);
            name = Recovery;
        }

        Add(name, endNs);

        void Add(string phase, long untilNs)
        {
            if (untilNs > atNs)
                phases.Add(new RunPhase(phase, atNs, untilNs - atNs, IsMeasured: true));
            atNs = untilNs;
        }
    }
}
