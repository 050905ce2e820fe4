using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester report</c> exactly as typed.</summary>
internal sealed class ReportOptions : CommandOptions
{
    [Value(0, MetaName = "RESULTS.json")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option("html", MetaValue = "FILE", HelpText = "One page with charts, which needs no network")]
    public string? Html { get; set; }

    [Option("markdown", MetaValue = "FILE", HelpText = "A short report in Markdown, for pull requests")]
    public string? Markdown { get; set; }

    [Option("csv", MetaValue = "FILE", HelpText = "The intervals as CSV")]
    public string? Csv { get; set; }

    [Option("junit", MetaValue = "FILE", HelpText = "The objectives as JUnit XML, a test case each")]
    public string? Junit { get; set; }

    [Option("png", MetaValue = "DIR", HelpText = "The main plots as pictures in this directory: percentiles, heat map, rates, processor, memory")]
    public string? Png { get; set; }
}
