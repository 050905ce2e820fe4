using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester endurance</c> exactly as typed.</summary>
internal sealed class EnduranceOptions : CommandOptions
{
    [Value(0, MetaName = "DIR")]
    public IEnumerable<string> Directories { get; set; } = [];

    [Option("window-secs", MetaValue = "SECS", HelpText = "Cut the log into windows of this length, and judge it however short it is [default: 60 to 600, as its length allows; at least half an hour]")]
    public string? WindowSecs { get; set; }

    [Option("json", HelpText = "Print the results' section 'endurance' as JSON")]
    public bool Json { get; set; }

    [Option("no-color", HelpText = "No colours; the variable NO_COLOR does the same")]
    public bool NoColor { get; set; }
}
