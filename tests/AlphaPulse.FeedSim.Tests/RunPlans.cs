using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.FeedSim.Tests;

internal static class RunPlans
{
    public static RunPlan Simulated(string pattern, long trades, long bookUpdates, int warmUpMs, int durationMs = 1_000, int exchanges = 1, int symbols = 3) => new()
    {
        Name = "test",
        Clock = new ClockCalibration { Source = ClockSource.Stopwatch, TicksPerSecond = 1e9, BaseTicks = 0, BaseNs = 0, Multiplier = 1, Shift = 0 },
        Phases = warmUpMs == 0
            ? [new RunPhase("run", 0, durationMs * 1_000_000L, true)]
            : [new RunPhase("warm-up", 0, warmUpMs * 1_000_000L, false), new RunPhase("run", warmUpMs * 1_000_000L, durationMs * 1_000_000L, true)],
        Exchanges = exchanges,
        TradesPerSecond = trades,
        BookUpdatesPerSecond = bookUpdates,
        SymbolCount = symbols,
        Seed = 1,
        Pattern = pattern,
    };
}
