using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>
/// The options of a load test exactly as typed: null = not given, so that a profile's value or the default holds.
/// <see cref="LoadTestSettingsReader"/> turns them into <see cref="LoadTestSettings"/>.
/// </summary>
internal class LoadTestOptions : MeasuringOptions
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

    [Option("profile", MetaValue = "NAME", HelpText = "baseline, stress, burst, endurance or breakpoint: rates, length and objectives (see 'loadtester profiles'); options given beside it override it")]
    public string? Profile { get; set; }

    [Option("profile-file", MetaValue = "FILE", HelpText = "Profile of your own, in YAML: the options' names as keys, and 'objectives': each replaces the default limit of the same metric, the others stay")]
    public string? ProfileFile { get; set; }

    [Option("pattern", MetaValue = "PATTERN", HelpText = "Rate over time and how updates lie around it, in trades per second per exchange: constant, ramp, burst, sine, sawtooth, spike, stairs, poisson, hawkes, recorded, or composed of them, as in burst:10k,100k,5s or sine:10k,5k,10s~poisson (docs/load-tester.md, Patterns) [default: constant]")]
    public string? Pattern { get; set; }

    [Option("step-secs", MetaValue = "SECS", HelpText = "Breakpoint: length of one run [default: 3]")]
    public string? StepSecs { get; set; }

    [Option("start-rate", MetaValue = "RATE", HelpText = "Breakpoint: updates per second of all exchanges in the first run [default: 250k]")]
    public string? StartRate { get; set; }

    [Option("max-rate", MetaValue = "RATE", HelpText = "Breakpoint: no run has more updates per second [default: 50m]")]
    public string? MaxRate { get; set; }

    [Option("step-runs", MetaValue = "NUM", HelpText = "Breakpoint: runs at the breaking point and just above it, an odd number, and more if they disagree [default: 3]")]
    public string? StepRuns { get; set; }

    [Option("search-secs", MetaValue = "SECS", HelpText = "Breakpoint: the search never takes longer [default: 600]")]
    public string? SearchSecs { get; set; }

    [Option("arrival", MetaValue = "MODE", HelpText = "When the writers wake for what is due: spin, quantum=T or burst=N [default: quantum=500us]")]
    public string? Arrival { get; set; }

    [Option("seed", MetaValue = "NUM", HelpText = "Seed of everything random [default: 1]")]
    public string? Seed { get; set; }

    [Option("warmup-secs", MetaValue = "SECS", HelpText = "Time under load before the measurement starts [default: 2]")]
    public string? WarmupSecs { get; set; }

    [Option("log-dir", MetaValue = "DIR", HelpText = "Log each interval into this new directory, so that the run can be resumed and judged for leaks [default: none; endurance: ./endurance-TIME]")]
    public string? LogDir { get; set; }

    [Option("log-segment-mb", MetaValue = "MB", HelpText = "Size at which the interval log goes on in another file [default: 16]")]
    public string? LogSegmentMb { get; set; }

    [Option("resume", MetaValue = "DIR", HelpText = "Go on with the run that was logged in this directory and was killed or stopped")]
    public string? Resume { get; set; }

    // Plants what a comparison is to find (see feedsim); a run with it says so.
    [Option("fault", Hidden = true, MetaValue = "FAULT")]
    public string? Fault { get; set; }

    [Option("attach", MetaValue = "RUN", HelpText = "Measure a running feed, by its name or directory, and leave it running")]
    public string? Attach { get; set; }
}
