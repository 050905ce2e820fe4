using CommandLine;

namespace AlphaPulse.RingTool.Commands;

[Verb("list", HelpText = "Show the rings of all runs, or below a directory: live ones and left-overs.")]
internal sealed class ListOptions : VerbOptions
{
    [Value(0, MetaName = "PLACE", HelpText = "A directory, a ring, or a run's name. Default: all runs of the user, /dev/shm/alphapulse-<uid>.")]
    public string? Place { get; set; }
}
