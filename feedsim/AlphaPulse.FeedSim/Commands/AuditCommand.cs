using AlphaPulse.FeedSim.Auditing;
using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Hosting;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Commands;

/// <summary><c>feedsim audit</c>.</summary>
internal static class AuditCommand
{
    private const long MostUpdates = 1_000_000_000;

    public static int Run(AuditOptions options)
    {
        var faults = new List<string>();
        FeedChecks.Range(faults, "exchanges", options.Exchanges, 1, SimulatedVenues.MaxVenues, "venues");
        FeedChecks.Range(faults, "symbol-count", options.Symbols, 1, SimulatedSymbol.MaxSymbols, "instruments a venue");
        FeedChecks.Range(faults, "updates", options.Updates, 1, MostUpdates, "updates a venue");
        var trades = FeedChecks.Rate(faults, "trades-per-second", options.Trades);
        var bookUpdates = FeedChecks.Rate(faults, "orderbook-updates-per-second", options.BookUpdates);
        if (faults.Count == 0 && RunSchedule.Fault(trades, bookUpdates, "constant") is { } fault)
            faults.Add($"--trades-per-second {options.Trades}, --orderbook-updates-per-second {options.BookUpdates}: {fault}");
        if (faults.Count > 0)
            throw new UsageException(faults);

        var total = new AuditResult();
        for (var venue = 0; venue < options.Exchanges; venue++)
        {
            var audit = new VenueAudit(venue, options.Exchanges, options.Symbols, options.Seed, trades, bookUpdates);
            total.Add(audit.Run(options.Updates));
        }

        Console.WriteLine($"updates {total.Updates:N0} ({total.Trades:N0} trades), events {total.Events:N0}, hash checks {total.HashChecks:N0}, trades at a price or size the book did not show {total.TradesOffBook:N0}");
        Console.WriteLine($"books {total.Books:N0}, mismatched {total.Mismatched:N0}, crossed {total.Crossed:N0}");
        return total.IsClean ? ExitCode.Ok : ExitCode.Missed;
    }
}
