using CommandLine;

namespace AlphaPulse.RingTool.Commands;

[Verb("dump", HelpText = "Print records by the schema in the file, from a live ring or from what a crash left.")]
internal sealed class DumpOptions : VerbOptions
{
    [Value(0, MetaName = "RING", Required = true, HelpText = "Directory of the ring, or RUN/RING below the base directory.")]
    public string Ring { get; set; } = "";

    [Option("dir", MetaValue = "BASE", HelpText = "Directory below which runs are. Default: /dev/shm/alphapulse-<uid>.")]
    public string? Dir { get; set; }

    [Option("last", MetaValue = "N", HelpText = "The newest N records. Default: 10, unless --from is given.")]
    public long? Last { get; set; }

    [Option("from", MetaValue = "SEQ", HelpText = "Records from this sequence on.")]
    public long? From { get; set; }

    [Option("count", MetaValue = "N", HelpText = "With --from: at most N records. Default: all there are.")]
    public long? Count { get; set; }

    [Option("format", Default = "table", MetaValue = "NAME", HelpText = "table (for people), csv, jsonl (as --json) or hex.")]
    public string Format { get; set; } = "table";
}
