using CommandLine;

namespace AlphaPulse.FeedSim.Commands;

/// <summary>Options of every command.</summary>
internal abstract class VerbOptions
{
    [Option("verbose", HelpText = "Show the details of an internal error.")]
    public bool Verbose { get; set; }
}
