using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester trend</c> exactly as typed.</summary>
internal sealed class TrendOptions : CommandOptions
{
    [Value(0, MetaName = "HISTORY.jsonl")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option("last", MetaValue = "NUM", HelpText = "Only the last runs [default: all]")]
    public string? Last { get; set; }

    [Option("svg", MetaValue = "FILE", HelpText = "Save a picture: every run a point, levels, steps with their commits")]
    public string? Svg { get; set; }

    [Option("json-output", MetaValue = "FILE", HelpText = "Save the analysis to JSON file")]
    public string? JsonOutput { get; set; }

    [Option("no-color", HelpText = "No colours; the variable NO_COLOR does the same")]
    public bool NoColor { get; set; }
}
