using AlphaPulse.FeedSim.Hosting;
using AlphaPulse.FeedSim.Publishing;
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
        var writeDelayNs = 0.0;
        if (options.Fault is { } fault && !(options.Controlled && WriteDelay.TryRead(fault, out writeDelayNs)))
            faults.Add($"--fault {fault}: expected write-delay=TIME with a time of up to 1000000ns, and --controlled");
        if (options.Resume && !options.Controlled)
            faults.Add("--resume: needs --controlled; the schedule's beginning comes from the parent");
        if (FeedChecks.IsControlled(options, faults) && faults.Count == 0)
            return FeedHost.RunControlled(options.Plan!, writeDelayNs, options.Resume);
        FeedChecks.Range(faults, "duration-secs", options.DurationSecs, 1, LongestRunSecs, "seconds");
        FeedChecks.Range(faults, "warmup-secs", options.WarmUpSecs, 0, LongestWarmUpSecs, "seconds");
        var trades = FeedChecks.Rate(faults, "trades-per-second", options.Trades);
        var bookUpdates = FeedChecks.Rate(faults, "orderbook-updates-per-second", options.BookUpdates);
        if (faults.Count == 0 || trades + bookUpdates > 0)
            faults.AddRange(PlanCheck.Faults(Plan("run", default(Clock).Calibration)));
        if (faults.Count > 0)
            throw new UsageException(faults);
        return FeedHost.RunAlone(options.Dir, options.Name, Plan, options.Quiet);

        RunPlan Plan(string name, ClockCalibration clock) => new()
        {
            Name = name,
            Clock = clock,
            Phases = Phases(options),
            Exchanges = options.Exchanges,
            TradesPerSecond = trades,
            BookUpdatesPerSecond = bookUpdates,
            SymbolCount = options.Symbols,
            Seed = options.Seed,
            Pattern = options.Pattern,
            Arrival = options.Arrival,
            RingCapacity = options.RingCapacity,
        };
    }

    private static RunPhase[] Phases(RunOptions options)
    {
        var warmUpNs = options.WarmUpSecs * NsPerSecond;
        var run = new RunPhase("run", warmUpNs, options.DurationSecs * NsPerSecond, IsMeasured: true);
        return warmUpNs > 0 ? [new RunPhase("warm-up", 0, warmUpNs, IsMeasured: false), run] : [run];
    }
}
