using AlphaPulse.FeedSim.Publishing;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Hosting;

/// <summary>What a run that nobody controls says on the terminal.</summary>
internal static class RunReport
{
    public static void PrintStart(RunPlan plan, RunDirectory directory)
    {
        var what = plan.Replay is { } replay
            ? $"{replay.Format}, {replay.Files.Count} file{(replay.Files.Count == 1 ? "" : "s")}, {(replay.Speed == 0 ? "as fast as the ring takes it" : $"recorded pace x {replay.Speed}")}"
            : $"{plan.Exchanges} venues x ({plan.TradesPerSecond:N0} trades + {plan.BookUpdatesPerSecond:N0} book updates) a second, {plan.SymbolCount} instruments each, {plan.Pattern}, {plan.Arrival}, seed {plan.Seed}";
        Console.WriteLine($"run {plan.Name} in {directory.Path}");
        Console.WriteLine(what);
        Console.WriteLine($"rings: {string.Join(' ', directory.RingNames())}");
    }

    public static void PrintEnd(RunPlan plan, RunDirectory directory, IFeed feed)
    {
        using var telemetry = TelemetryFile.OpenRead(Path.Combine(directory.TelemetryPath, SimulatedFeed.TelemetryName));
        if (feed is ReplayFeed { Tape: var tape })
            Console.WriteLine($"read {tape.ParsedLines:N0} lines, skipped {tape.SkippedLines:N0}{(tape.FirstSkipped is null ? "" : $" (first: {tape.FirstSkipped})")}, gaps {tape.Gaps:N0}");
        for (var p = 0; p < plan.Phases.Count; p++)
            PrintPhase(telemetry, plan.Phases[p], p);
        Console.WriteLine($"events {telemetry.SumCounters("total.events"):N0} in all, ring full {telemetry.SumCounters("ring_full"):N0} times");
    }

    private static void PrintPhase(TelemetryFile telemetry, RunPhase phase, int p)
    {
        var (trades, bookUpdates) = (telemetry.SumCounters($"phase.{p}.trades"), telemetry.SumCounters($"phase.{p}.book_updates"));
        var scheduled = telemetry.SumCounters($"phase.{p}.trades_scheduled") + telemetry.SumCounters($"phase.{p}.book_updates_scheduled");
        Console.WriteLine($"{phase.Name}: trades {trades:N0}, book updates {bookUpdates:N0}, events {telemetry.SumCounters($"phase.{p}.events"):N0}, of {scheduled:N0} updates scheduled {Percent(trades + bookUpdates, scheduled)}");
        foreach (var metric in (ReadOnlySpan<string>)["write", "lag", "response"])
        {
            var histogram = new LongHistogram(HistogramLayout.LatencyNs);
            telemetry.SnapshotSum($"phase.{p}.{metric}", histogram);
            if (histogram.TotalCount > 0)
                Console.WriteLine($"  {metric,-8} p50 {histogram.GetValueAtPercentile(50):N0} ns, p99 {histogram.GetValueAtPercentile(99):N0} ns, p99.9 {histogram.GetValueAtPercentile(99.9):N0} ns, max {histogram.Max:N0} ns");
        }
    }

    private static string Percent(long part, long whole) => whole == 0 ? "" : $"({100.0 * part / whole:0.00} %)";
}
