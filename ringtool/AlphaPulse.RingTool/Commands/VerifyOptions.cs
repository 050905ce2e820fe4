using CommandLine;

namespace AlphaPulse.RingTool.Commands;

[Verb("verify", HelpText = "Prove on this machine that a ring loses, tears and doubles nothing: a self-checking soak between two processes.")]
internal sealed class VerifyOptions : VerbOptions
{
    [Option("seconds", Default = 5.0, MetaValue = "N", HelpText = "How long to write.")]
    public double Seconds { get; set; }

    [Option("dir", MetaValue = "BASE", HelpText = "Directory below which the soak's run appears for the time. Default: /dev/shm/alphapulse-<uid>.")]
    public string? Dir { get; set; }

    [Option("record-bytes", Default = 64, MetaValue = "N", HelpText = "Size of a record: 16, 64, 256, 1024 or 4096.")]
    public int RecordBytes { get; set; }

    [Option("capacity", Default = 4096L, MetaValue = "N", HelpText = "Slots of the ring, a power of two; a small ring is lapped more often.")]
    public long Capacity { get; set; }

    // For tests: shows that what verify looks for is found.
    [Option("fault", Hidden = true, MetaValue = "NAME", HelpText = "Plant a fault: torn, lost or doubled.")]
    public string? Fault { get; set; }
}
