using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester compare</c> exactly as typed.</summary>
internal sealed class CompareOptions : CommandOptions
{
    [Value(0, MetaName = "A B")]
    public IEnumerable<string> Sides { get; set; } = [];

    [Option("paired", HelpText = "The i-th runs of A and B belong together [default: if both directories hold the same file names]")]
    public bool Paired { get; set; }

    [Option("unpaired", HelpText = "They do not, whatever their names")]
    public bool Unpaired { get; set; }

    [Option("gate", MetaValue = "METRICS", HelpText = "Metrics that decide, each with its own threshold if it needs one, as in write_p99_ns=10%,cpu_percent [default: events_per_second,write_p50_ns,write_p99_ns]")]
    public string? Gate { get; set; }

    [Option("delta", MetaValue = "PERCENT", HelpText = "Change that is allowed in any case [default: 5%]")]
    public string? Delta { get; set; }

    [Option("json-output", MetaValue = "FILE", HelpText = "Save the comparison to JSON file")]
    public string? JsonOutput { get; set; }

    [Option("markdown", MetaValue = "FILE", HelpText = "Save it as a table for a pull request")]
    public string? Markdown { get; set; }

    [Option("no-color", HelpText = "No colours; the variable NO_COLOR does the same")]
    public bool NoColor { get; set; }
}
