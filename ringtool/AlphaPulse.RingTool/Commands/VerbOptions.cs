using CommandLine;

namespace AlphaPulse.RingTool.Commands;

/// <summary>Options of every command.</summary>
internal abstract class VerbOptions
{
    [Option("json", HelpText = "Lines of JSON instead of text for people (docs/ringtool.md has the fields).")]
    public bool Json { get; set; }

    [Option("verbose", HelpText = "Show the details of an internal error.")]
    public bool Verbose { get; set; }
}
