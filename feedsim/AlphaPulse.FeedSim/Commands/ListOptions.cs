using CommandLine;

namespace AlphaPulse.FeedSim.Commands;

[Verb("list", HelpText = "Show the simulated instruments and the runs that are alive.")]
internal sealed class ListOptions : VerbOptions
{
    [Option('s', "symbol-count", Default = 10, MetaValue = "N", HelpText = "Instruments to show.")]
    public int Symbols { get; set; }

    [Option("dir", MetaValue = "BASE", HelpText = "Directory below which runs appear. Default: /dev/shm/alphapulse-<uid>.")]
    public string? Dir { get; set; }
}
