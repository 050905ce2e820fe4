using CommandLine;

namespace AlphaPulse.FeedSim.Commands;

[Verb("run", HelpText = "Simulate venues and write their events into rings.")]
internal sealed class RunOptions : FeedOptions
{
    [Option('e', "exchanges", Default = 3, MetaValue = "N", HelpText = "Venues to simulate.")]
    public int Exchanges { get; set; }

    [Option('t', "trades-per-second", Default = "10000", MetaValue = "N", HelpText = "Trades a second and venue, as in 10000, 10k or 1.5m; 0 = none.")]
    public string Trades { get; set; } = "10000";

    [Option('o', "orderbook-updates-per-second", Default = "5000", MetaValue = "N", HelpText = "Book updates without a trade, a second and venue; 0 = none.")]
    public string BookUpdates { get; set; } = "5000";

    [Option('d', "duration-secs", Default = 60, MetaValue = "SECS", HelpText = "Seconds after the warm-up.")]
    public int DurationSecs { get; set; }

    [Option("warmup-secs", Default = 2, MetaValue = "SECS", HelpText = "Seconds of warm-up at the pattern's first rate.")]
    public int WarmUpSecs { get; set; }

    [Option('s', "symbol-count", Default = 10, MetaValue = "N", HelpText = "Instruments of each venue.")]
    public int Symbols { get; set; }

    [Option("seed", Default = 1L, MetaValue = "N", HelpText = "Seed of everything random: the same seed gives the same events.")]
    public long Seed { get; set; }

    [Option("pattern", Default = "constant", MetaValue = "SPEC", HelpText = "constant, ramp, burst, sine, sawtooth, spike, stairs, poisson, hawkes, recorded, or composed of them, as in burst:10k,100k,5s (docs/load-tester.md, Patterns); rates in trades a second and venue.")]
    public string Pattern { get; set; } = "constant";

    [Option("resume", HelpText = "Go on with the run of a feedsim that died: its rings, its schedule, its counts. Needs --controlled.")]
    public bool Resume { get; set; }

    // For tests and self-tests: 'loadtester selftest' plants what its comparisons are to find.
    [Option("fault", Hidden = true, MetaValue = "FAULT", HelpText = "Plant a fault: write-delay=4ns. Needs --controlled.")]
    public string? Fault { get; set; }

    [Option("arrival", Default = "quantum=500us", MetaValue = "MODE", HelpText = "spin, quantum=T or burst=N.")]
    public string Arrival { get; set; } = "quantum=500us";
}
