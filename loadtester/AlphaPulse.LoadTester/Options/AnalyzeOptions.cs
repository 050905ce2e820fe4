using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester analyze</c> exactly as typed.</summary>
internal sealed class AnalyzeOptions : CommandOptions
{
    [Value(0, MetaName = "FILE")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option("tag", MetaValue = "TAG", HelpText = "Only this series, in more detail [default: an overview of all; files of the untagged one]")]
    public string? Tag { get; set; }

    [Option("start", MetaValue = "SECS", HelpText = "Only intervals that begin at or after this time, in seconds after the log's start [default: 0]")]
    public string? Start { get; set; }

    [Option("end", MetaValue = "SECS", HelpText = "Only intervals that begin at or before this time, in seconds after the log's start")]
    public string? End { get; set; }

    [Option("list-tags", HelpText = "List the series of the file, one a line")]
    public bool ListTags { get; set; }

    [Option("unit", MetaValue = "UNIT", HelpText = "Unit of what is printed and written: ns, us, ms or s [default: ns, of a CSV file its own]")]
    public string? Unit { get; set; }

    [Option("hgrm", MetaValue = "FILE", HelpText = "Write the percentile distribution as .hgrm")]
    public string? Hgrm { get; set; }

    [Option("csv", MetaValue = "FILE", HelpText = "Write the percentile distribution as CSV")]
    public string? Csv { get; set; }

    [Option("intervals", MetaValue = "FILE", HelpText = "Write a line for each interval of a log as CSV")]
    public string? Intervals { get; set; }
}
