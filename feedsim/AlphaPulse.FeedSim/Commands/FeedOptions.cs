using CommandLine;

namespace AlphaPulse.FeedSim.Commands;

/// <summary>Options of the commands that send events.</summary>
internal abstract class FeedOptions : VerbOptions
{
    [Option("dir", MetaValue = "BASE", HelpText = "Directory below which the run appears; should be on tmpfs. Default: /dev/shm/alphapulse-<uid>.")]
    public string? Dir { get; set; }

    [Option("name", MetaValue = "NAME", HelpText = "Name of the run. Default: made of time and process id.")]
    public string? Name { get; set; }

    [Option("ring-capacity", Default = 65536L, MetaValue = "N", HelpText = "Slots of each ring, a power of two.")]
    public long RingCapacity { get; set; }

    [Option("plan", MetaValue = "FILE", HelpText = "The plan.json in the directory of a run that another process made. Needs --controlled.")]
    public string? Plan { get; set; }

    [Option("controlled", HelpText = "Obey a parent process: orders on standard input, reports on standard output. Needs --plan.")]
    public bool Controlled { get; set; }

    [Option("quiet", HelpText = "Print nothing but errors.")]
    public bool Quiet { get; set; }
}
