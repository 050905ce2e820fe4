using CommandLine;

namespace AlphaPulse.RingTool.Commands;

[Verb("stat", HelpText = "Show how a ring runs: rates, occupancy, who is slow or paused and for how long, epochs, evictions.")]
internal sealed class StatOptions : VerbOptions
{
    [Value(0, MetaName = "PLACE", HelpText = "A ring, a run or a directory; RUN or RUN/RING below the base directory will do. Default: all runs.")]
    public string? Place { get; set; }

    [Option("dir", MetaValue = "BASE", HelpText = "Directory below which runs are. Default: /dev/shm/alphapulse-<uid>.")]
    public string? Dir { get; set; }

    [Option("interval", Default = 1.0, MetaValue = "SECS", HelpText = "Time between two looks, which rates are taken over.")]
    public double Interval { get; set; }

    [Option("count", Default = 1, MetaValue = "N", HelpText = "How often to show; 0 = until Ctrl-C.")]
    public int Count { get; set; }

    [Option("once", HelpText = "One look, at once: no rates.")]
    public bool Once { get; set; }
}
