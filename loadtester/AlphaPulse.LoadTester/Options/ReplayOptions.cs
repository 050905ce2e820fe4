using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester replay</c> exactly as typed.</summary>
internal sealed class ReplayOptions
{
    [Value(0, MetaName = "FILE")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option("format", MetaValue = "FORMAT", HelpText = "binance-spot, binance-futures, kraken-v1, databento-mbo or lobster (required)")]
    public string? Format { get; set; }

    [Option("oracle", MetaValue = "FILE", HelpText = "Book file to compare with: databento-mbo's 10-level CSV, lobster's orderbook CSV")]
    public string? Oracle { get; set; }

    [Option("speed", MetaValue = "max|N", HelpText = "As fast as the ring takes it, or N times the recorded pace [default: max]")]
    public string? Speed { get; set; }

    [Option("on-error", MetaValue = "ACTION", HelpText = "A malformed line: stop, or skip and count it [default: stop]")]
    public string? OnError { get; set; }

    [Option("ring-capacity", MetaValue = "SLOTS", HelpText = "Slots of the ring, a power of two [default: 65536]")]
    public string? RingCapacity { get; set; }

    [Option("wait", MetaValue = "STRATEGY", HelpText = "How the pipeline waits: busy-spin, yield or back-off [default: back-off]")]
    public string? Wait { get; set; }

    [Option("threads", MetaValue = "NUM", HelpText = "Threads of the pipeline; 0 = as the cores allow [default: 0]")]
    public string? Threads { get; set; }

    [Option("dir", MetaValue = "DIR", HelpText = "Where the run's files go; best a tmpfs [default: /dev/shm/alphapulse-UID]")]
    public string? Dir { get; set; }

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
