using AlphaPulse.FeedSim.Hosting;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.FeedSim.Commands;

/// <summary><c>feedsim run</c>.</summary>
internal static class RunCommand
{
    private const long NsPerSecond = 1_000_000_000;
    private const int LongestRunSecs = 604_800;
    private const int LongestWarmUpSecs = 3_600;

    public static int Run(RunOptions options)
    {
        var faults = new List<string>();
        if (FeedChecks.IsControlled(options, faults))
            return FeedHost.RunControlled(options.Plan!);
        FeedChecks.Range(faults, "duration-secs", options.DurationSecs, 1, LongestRunSecs, "seconds");
        FeedChecks.Range(faults, "warmup-secs", options.WarmUpSecs, 0, LongestWarmUpSecs, "seconds");
        faults.AddRange(PlanCheck.Faults(Plan(options, "run", default(Clock).Calibration)));
        if (faults.Count > 0)
            throw new UsageException(faults);
        return FeedHost.RunAlone(options.Dir, options.Name, (name, clock) => Plan(options, name, clock), options.Quiet);
    }

    private static RunPlan Plan(RunOptions options, string name, ClockCalibration clock)
    {
        var warmUpNs = options.WarmUpSecs * NsPerSecond;
        var run = new RunPhase("run", warmUpNs, options.DurationSecs * NsPerSecond, IsMeasured: true);
        return new RunPlan
        {
            Name = name,
            Clock = clock,
            Phases = warmUpNs > 0 ? [new RunPhase("warm-up", 0, warmUpNs, IsMeasured: false), run] : [run],
            Exchanges = options.Exchanges,
            TradesPerSecond = options.Trades,
            BookUpdatesPerSecond = options.BookUpdates,
            SymbolCount = options.Symbols,
            Seed = options.Seed,
            Pattern = options.Pattern,
            Arrival = options.Arrival,
            RingCapacity = options.RingCapacity,
        };
    }
}
