using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester check</c> exactly as typed.</summary>
internal sealed class CheckOptions : CommandOptions
{
    [Value(0, MetaName = "RESULTS.json")]
    public IEnumerable<string> Files { get; set; } = [];

    [Option("targets", MetaValue = "FILE", HelpText = "Limits to judge by, as in scripts/targets [default: the run's own objectives]")]
    public string? Targets { get; set; }

    [Option("baseline", MetaValue = "NAME", HelpText = "Hold the run, or several, against a baseline too (see 'loadtester baseline')")]
    public string? Baseline { get; set; }

    [Option("dir", MetaValue = "DIR", HelpText = "Where the baselines are [default: baselines]")]
    public string? Dir { get; set; }

    [Option("history", MetaValue = "FILE", HelpText = "Append a line a run to a history, for 'loadtester trend'")]
    public string? History { get; set; }

    [Option("no-color", HelpText = "No colours; the variable NO_COLOR does the same")]
    public bool NoColor { get; set; }
}
