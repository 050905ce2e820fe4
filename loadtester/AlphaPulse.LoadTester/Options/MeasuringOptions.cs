using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options, exactly as typed, of every command that measures: rings and pipeline, display, output files.</summary>
internal abstract class MeasuringOptions : CommandOptions
{
    [Option("ring-capacity", MetaValue = "SLOTS", HelpText = "Slots of each ring, a power of two [default: 65536]")]
    public string? RingCapacity { get; set; }

    [Option("wait", MetaValue = "STRATEGY", HelpText = "How the stages wait: auto (as the cores allow), block, back-off-block, back-off, spin-block, yield or busy-spin; for one stage, guard=busy-spin,book=block [default: auto]")]
    public string? Wait { get; set; }

    [Option("threads", MetaValue = "NUM", HelpText = "Threads of the pipeline; 0 = as the cores allow [default: 0]")]
    public string? Threads { get; set; }

    [Option("outlier-threshold", MetaValue = "TIME", HelpText = "From how long on a write is kept and joined with its causes, or off [default: 10us]")]
    public string? OutlierThreshold { get; set; }

    [Option("outliers", MetaValue = "FILE", HelpText = "Save each outlier with its causes to CSV file")]
    public string? Outliers { get; set; }

    [Option("hiccups", MetaValue = "TIME", HelpText = "Time between the wake-ups of the loops that measure the machine's own noise, or off [default: 1ms]")]
    public string? Hiccups { get; set; }

    [Option("noise-budget", MetaValue = "LIMITS", HelpText = "How noisy the machine may be before the run is invalid: P99 of a process that does nothing, percent of the time stolen and throttled; or off [default: hiccup=250ms, steal=10, throttled=10]")]
    public string? NoiseBudget { get; set; }

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

    [Option("html", MetaValue = "FILE", HelpText = "Save a report as one page with charts, which needs no network")]
    public string? Html { get; set; }

    [Option("markdown", MetaValue = "FILE", HelpText = "Save a short report in Markdown, for pull requests")]
    public string? Markdown { get; set; }

    [Option("csv", MetaValue = "FILE", HelpText = "Save the intervals as CSV")]
    public string? Csv { get; set; }

    [Option("junit", MetaValue = "FILE", HelpText = "Save the objectives as JUnit XML, a test case each")]
    public string? Junit { get; set; }

    [Option("hlog", MetaValue = "FILE", HelpText = "Log the latencies of each second to FILE as HdrHistogram log 1.3: write untagged; lag, response, delivery, hiccup and phases tagged (see 'loadtester analyze')")]
    public string? Hlog { get; set; }
}
