using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester top</c> exactly as typed.</summary>
internal sealed class TopOptions : CommandOptions
{
    [Value(0, MetaName = "RUN")]
    public IEnumerable<string> Runs { get; set; } = [];

    [Option("dir", MetaValue = "BASE", HelpText = "Directory below which runs are looked for [default: /dev/shm/alphapulse-UID]")]
    public string? Dir { get; set; }

    [Option("interval", MetaValue = "TIME", HelpText = "Time between two looks, over which rates and percentiles are taken: 250ms, 5s, 1m [default: 1s]")]
    public string? Interval { get; set; }

    [Option("once", HelpText = "Look for one interval, print it and end")]
    public bool Once { get; set; }

    [Option("no-color", HelpText = "No colours; the variable NO_COLOR does the same")]
    public bool NoColor { get; set; }
}
