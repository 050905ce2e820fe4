using CommandLine;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The options of <c>loadtester chaos</c> exactly as typed.</summary>
internal sealed class ChaosOptions : CommandOptions
{
    [Option("seed", MetaValue = "NUM", HelpText = "Seed of the plan: the same seed gives the same faults at the same times [default: 1]")]
    public string? Seed { get; set; }

    [Option("duration-secs", MetaValue = "SECS", HelpText = "Length of the plan: a fault every 6 seconds, at least one [default: 48]")]
    public string? DurationSecs { get; set; }

    [Option("faults", MetaValue = "LIST", HelpText = "Faults to choose from, with commas between [default: all of them]: writer-kill, writer-stop, stage-fault, engine-kill, engine-stop, sampler-kill, disk-full, corrupt-cursor")]
    public string? Faults { get; set; }

    [Option("plan-only", HelpText = "Print the plan and do nothing")]
    public bool PlanOnly { get; set; }

    [Option('e', "exchanges", MetaValue = "NUM", HelpText = "Number of simulated exchanges [default: 2]")]
    public string? Exchanges { get; set; }

    [Option("updates-per-second", MetaValue = "NUM", HelpText = "Updates a second and exchange, two trades to one book update [default: 3000]")]
    public string? UpdatesPerSecond { get; set; }

    [Option("ring-capacity", MetaValue = "SLOTS", HelpText = "Slots of each ring, a power of two. Small ones are full before a dead engine is back, and its place is lost [default: 262144]")]
    public string? RingCapacity { get; set; }

    [Option("patience-secs", MetaValue = "SECS", HelpText = "How long a fault may take to be noticed, and then to be over [default: 30]")]
    public string? PatienceSecs { get; set; }

    [Option("dir", MetaValue = "DIR", HelpText = "Directory for the rings; should be on tmpfs [default: /dev/shm/alphapulse-<uid>]")]
    public string? Dir { get; set; }

    [Option("json-output", MetaValue = "FILE", HelpText = "Save the report to a JSON file")]
    public string? JsonOutput { get; set; }

    [Option("no-color", HelpText = "No colours; the variable NO_COLOR does the same")]
    public bool NoColor { get; set; }
}
