using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester flame</c> exactly as typed.</summary>
internal sealed class FlameOptions : CommandOptions
{
    [Value(0, MetaName = "FILE")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option("svg", MetaValue = "FILE", HelpText = "Save the flame graph, which needs no other file [default: flamegraph.svg]")]
    public string? Svg { get; set; }

    [Option("folded", MetaValue = "FILE", HelpText = "Save the stacks, a line each with its count [default: none]")]
    public string? Folded { get; set; }

    [Option("title", MetaValue = "TEXT", HelpText = "Title of the graph [default: CPU samples]")]
    public string? Title { get; set; }
}
