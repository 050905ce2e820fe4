using CommandLine;

namespace AlphaPulse.RingTool.Commands;

[Verb("clean", HelpText = "Remove what dead runs and rings left; what lives is never touched.")]
internal sealed class CleanOptions : VerbOptions
{
    [Value(0, MetaName = "PLACE", HelpText = "A run, a ring, or a directory whose runs and rings are looked at, one level deep. Default: /dev/shm/alphapulse-<uid>.")]
    public string? Place { get; set; }

    [Option("dry-run", HelpText = "Only say what would be removed.")]
    public bool DryRun { get; set; }
}
