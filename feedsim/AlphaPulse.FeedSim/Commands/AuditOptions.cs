using CommandLine;

namespace AlphaPulse.FeedSim.Commands;

[Verb("audit", HelpText = "Rebuild every book from the emitted events and compare it with the venue's matching engine.")]
internal sealed class AuditOptions : VerbOptions
{
    [Option('e', "exchanges", Default = 3, MetaValue = "N", HelpText = "Venues to simulate.")]
    public int Exchanges { get; set; }

    [Option('t', "trades-per-second", Default = "10000", MetaValue = "N", HelpText = "Trades a second and venue; here only the proportion counts.")]
    public string Trades { get; set; } = "10000";

    [Option('o', "orderbook-updates-per-second", Default = "5000", MetaValue = "N", HelpText = "Book updates a second and venue.")]
    public string BookUpdates { get; set; } = "5000";

    [Option('s', "symbol-count", Default = 10, MetaValue = "N", HelpText = "Instruments of each venue.")]
    public int Symbols { get; set; }

    [Option("seed", Default = 1L, MetaValue = "N", HelpText = "Seed of everything random.")]
    public long Seed { get; set; }

    [Option("updates", Default = 100_000L, MetaValue = "N", HelpText = "Updates to check at each venue.")]
    public long Updates { get; set; }
}
