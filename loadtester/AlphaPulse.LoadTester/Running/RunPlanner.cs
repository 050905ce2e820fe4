using AlphaPulse.LoadTester.Options;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.LoadTester.Running;

/// <summary>Settings → the plan that all processes of the run share.</summary>
internal static class RunPlanner
{
    // A replay ends when its files do. A week is longer than any capture takes.
    private const long ReplayNs = 604_800_000_000_000;

    public static RunPlan Of(LoadTestSettings settings, string run, ClockCalibration clock) => new()
    {
        Name = run,
        Clock = clock,
        Phases = RunPhases.Of(settings.Pattern, settings.WarmupSecs, settings.DurationSecs),
        Exchanges = settings.Exchanges,
        TradesPerSecond = settings.TradesPerSecond,
        BookUpdatesPerSecond = settings.BookUpdatesPerSecond,
        SymbolCount = settings.SymbolCount,
        Seed = settings.Seed,
        Pattern = settings.Pattern.ToString(),
        Arrival = settings.Arrival.ToString(),
        RingCapacity = settings.Pipeline.RingCapacity,
        Wait = settings.Pipeline.Wait,
        StageThreads = settings.Pipeline.Threads,
        Noise = settings.Noise.Plan,
    };

    public static RunPlan Of(ReplaySettings settings, string run, ClockCalibration clock) => new()
    {
        Name = run,
        Clock = clock,
        Phases = [new RunPhase("replay", 0, ReplayNs, IsMeasured: true)],
        RingCapacity = settings.Pipeline.RingCapacity,
        Wait = settings.Pipeline.Wait,
        StageThreads = settings.Pipeline.Threads,
        Noise = settings.Noise.Plan,
        Replay = settings.Replay,
    };
}
