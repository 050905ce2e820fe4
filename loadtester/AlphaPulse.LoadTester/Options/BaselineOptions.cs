using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester baseline</c> exactly as typed.</summary>
internal sealed class BaselineOptions : CommandOptions
{
    [Value(0, MetaName = "save|list|show")]
    public IEnumerable<string> Words { get; set; } = [];

    [Option("dir", MetaValue = "DIR", HelpText = "Where the baselines are, a JSON file each [default: baselines]")]
    public string? Dir { get; set; }

    [Option("gate", MetaValue = "METRICS", HelpText = "Metrics that a later check decides by, each with its own threshold if it needs one, as in write_p99_ns=10%,cpu_percent [default: events_per_second,write_p50_ns,write_p99_ns]")]
    public string? Gate { get; set; }

    [Option("delta", MetaValue = "PERCENT", HelpText = "Change that is allowed in any case [default: 5%]")]
    public string? Delta { get; set; }

    [Option("history", MetaValue = "FILE", HelpText = "Append a line a run to a history, for 'loadtester trend'")]
    public string? History { get; set; }
}
