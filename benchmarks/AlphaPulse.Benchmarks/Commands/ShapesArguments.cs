using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Options of <c>benchmarks shapes</c>.</summary>
[Verb("shapes", HelpText = "The ring with several readers, stages, an observer, records of 16 to 256 bytes, huge and unmapped pages, in interleaved rounds.")]
internal sealed class ShapesArguments
{
    [Option("secs", Default = 1.0, MetaValue = "N", HelpText = "Seconds of each measurement, 0.1 to 60.")]
    public double Secs { get; init; }

    [Option("runs", Default = 5, MetaValue = "N", HelpText = "Rounds, 1 to 1000; each measures everything once.")]
    public int Runs { get; init; }

    [Option("huge-dir", MetaValue = "DIR", HelpText = "A tmpfs mounted with huge=always or huge=advise, to measure pages of 2 MiB on.")]
    public string? HugeDir { get; init; }

    internal string? Fault() => this switch
    {
        { Secs: not (>= 0.1 and <= 60) } => $"--secs is {Secs}; it must be 0.1 to 60.",
        { Runs: not (>= 1 and <= 1000) } => $"--runs is {Runs}; it must be 1 to 1000.",
        _ => null,
    };
}
