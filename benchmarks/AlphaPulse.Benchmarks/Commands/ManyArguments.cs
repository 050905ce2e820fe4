using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Options of <c>benchmarks many</c>.</summary>
[Verb("many", HelpText = "The ring for many writers: two writer processes and a reader, beside a ring of one writer; and how long a killed writer delays readers.")]
internal sealed class ManyArguments
{
    [Option("secs", Default = 1.0, MetaValue = "N", HelpText = "Seconds of each measurement, 0.1 to 60.")]
    public double Secs { get; init; }

    [Option("runs", Default = 5, MetaValue = "N", HelpText = "Rounds, 1 to 1000; each measures everything once.")]
    public int Runs { get; init; }

    [Option("kills", Default = 5, MetaValue = "N", HelpText = "Writers that are killed in each round, 0 to 1000.")]
    public int Kills { get; init; }

    internal string? Fault() => this switch
    {
        { Secs: not (>= 0.1 and <= 60) } => $"--secs is {Secs}; it must be 0.1 to 60.",
        { Runs: not (>= 1 and <= 1000) } => $"--runs is {Runs}; it must be 1 to 1000.",
        { Kills: not (>= 0 and <= 1000) } => $"--kills is {Kills}; it must be 0 to 1000.",
        _ => null,
    };
}
