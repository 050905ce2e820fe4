using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>
/// The options of a load test exactly as typed: null = not given, so that a profile's value or the default holds.
/// <see cref="LoadTestSettingsReader"/> turns them into <see cref="LoadTestSettings"/>.
/// </summary>
internal sealed class LoadTestOptions
{
    [Option('e', "exchanges", MetaValue = "NUM", HelpText = "Number of simulated exchanges [default: 3]")]
    public string? Exchanges { get; set; }

    [Option('t', "trades-per-second", MetaValue = "TPS", HelpText = "Target trades per second per exchange [default: 10000]")]
    public string? TradesPerSecond { get; set; }

    [Option('o', "orderbook-updates-per-second", MetaValue = "OPS", HelpText = "Target orderbook updates per second per exchange [default: 5000]")]
    public string? OrderbookUpdatesPerSecond { get; set; }

    [Option('d', "duration-secs", MetaValue = "SECS", HelpText = "Test duration in seconds [default: 60]")]
    public string? DurationSecs { get; set; }

    [Option('s', "symbol-count", MetaValue = "COUNT", HelpText = "Number of symbols to simulate [default: 10]")]
    public string? SymbolCount { get; set; }

    [Option("profile", MetaValue = "NAME", HelpText = "baseline, stress, burst or endurance: rates, length and objectives (see 'loadtester profiles'); options given beside it override it")]
    public string? Profile { get; set; }

    [Option("profile-file", MetaValue = "FILE", HelpText = "Profile of your own, in YAML: the options' names as keys, and 'objectives': each replaces the default limit of the same metric, the others stay")]
    public string? ProfileFile { get; set; }

    [Option("pattern", MetaValue = "PATTERN", HelpText = "Rate over time: constant, ramp:FROM,TO,LENGTH or burst:BASE,BURST,LENGTH[,PERIOD], trades per second per exchange, as in burst:10k,100k,5s [default: constant]")]
    public string? Pattern { get; set; }

    [Option("arrival", MetaValue = "MODE", HelpText = "When the writers wake for what is due: spin, quantum=T or burst=N [default: quantum=500us]")]
    public string? Arrival { get; set; }

    [Option("seed", MetaValue = "NUM", HelpText = "Seed of everything random [default: 1]")]
    public string? Seed { get; set; }

    [Option("warmup-secs", MetaValue = "SECS", HelpText = "Time under load before the measurement starts [default: 2]")]
    public string? WarmupSecs { get; set; }

    [Option("ring-capacity", MetaValue = "SLOTS", HelpText = "Slots of each exchange's ring, a power of two [default: 65536]")]
    public string? RingCapacity { get; set; }

    [Option("wait", MetaValue = "STRATEGY", HelpText = "How the pipeline waits: busy-spin, yield or back-off [default: back-off]")]
    public string? Wait { get; set; }

    [Option("threads", MetaValue = "NUM", HelpText = "Threads of the pipeline; 0 = as the cores allow [default: 0]")]
    public string? Threads { get; set; }

    [Option("dir", MetaValue = "DIR", HelpText = "Where the run's files go; best a tmpfs [default: /dev/shm/alphapulse-UID]")]
    public string? Dir { get; set; }

    [Option("attach", MetaValue = "RUN", HelpText = "Measure a running feed, by its name or directory, and leave it running")]
    public string? Attach { get; set; }

    [Option('v', "verbose", HelpText = "Enable verbose output")]
    public bool Verbose { get; set; }

    [Option("quiet", HelpText = "No live display, only the result")]
    public bool Quiet { get; set; }

    [Option("no-color", HelpText = "No colours; the variable NO_COLOR does the same")]
    public bool NoColor { get; set; }

    [Option("json-output", MetaValue = "FILE", HelpText = "Save results to JSON file")]
    public string? JsonOutput { get; set; }

    [Option('h', "help", HelpText = "Print help")]
    public bool Help { get; set; }
}
