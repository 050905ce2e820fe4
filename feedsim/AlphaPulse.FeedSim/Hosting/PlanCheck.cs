using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Hosting;

/// <summary>What makes a plan impossible to run, whether it came from options or from a file.</summary>
internal static class PlanCheck
{
    // The longest update has 18 events; a ring should hold several.
    private const long LeastRingCapacity = 64;
    private const long MostRingCapacity = 1L << 26;

    public static void ThrowOnFault(RunPlan plan)
    {
        var faults = Faults(plan);
        if (faults.Count > 0)
            throw new UsageException(faults);
    }

    public static IReadOnlyList<string> Faults(RunPlan plan)
    {
        var faults = new List<string>();
        if (plan.RingCapacity is < LeastRingCapacity or > MostRingCapacity || (plan.RingCapacity & (plan.RingCapacity - 1)) != 0)
            faults.Add($"--ring-capacity {plan.RingCapacity}: must be a power of two, {LeastRingCapacity} to {MostRingCapacity:N0} slots");
        if (plan.Replay is { } replay)
        {
            if (!double.IsFinite(replay.Speed) || replay.Speed < 0)
                faults.Add($"--speed {replay.Speed}: must be max, or a number above 0");
            return faults;
        }

        if (plan.Exchanges is < 1 or > SimulatedVenues.MaxVenues)
            faults.Add($"--exchanges {plan.Exchanges}: must be 1 to {SimulatedVenues.MaxVenues}");
        if (plan.SymbolCount is < 1 or > SimulatedSymbol.MaxSymbols)
            faults.Add($"--symbol-count {plan.SymbolCount}: must be 1 to {SimulatedSymbol.MaxSymbols:N0} instruments a venue");
        if (RunSchedule.Fault(plan.TradesPerSecond, plan.BookUpdatesPerSecond, plan.Pattern) is { } fault)
            faults.Add($"--trades-per-second {plan.TradesPerSecond}, --orderbook-updates-per-second {plan.BookUpdatesPerSecond}, --pattern {plan.Pattern}: {fault}");
        if (!ArrivalSpec.TryParse(plan.Arrival, out _, out var arrivalFault))
            faults.Add($"--arrival: {arrivalFault}");
        return faults;
    }
}
