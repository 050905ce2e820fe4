using AlphaPulse.Benchmarks.Transports;
using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Options of <c>benchmarks ring</c>.</summary>
[Verb("ring", HelpText = "The ring between two processes, side by side with channels, pipes and sockets, in interleaved rounds.")]
internal sealed class RingArguments
{
    [Option("secs", Default = 1.0, MetaValue = "N", HelpText = "Seconds of each measurement, 0.1 to 60.")]
    public double Secs { get; init; }

    [Option("runs", Default = 5, MetaValue = "N", HelpText = "Rounds, 1 to 1000; each measures everything once.")]
    public int Runs { get; init; }

    [Option("only", MetaValue = "NAME", HelpText = "One transport instead of all.")]
    public TransportKind? Only { get; init; }

    internal string? Fault() => this switch
    {
        { Secs: not (>= 0.1 and <= 60) } => $"--secs is {Secs}; it must be 0.1 to 60.",
        { Runs: not (>= 1 and <= 1000) } => $"--runs is {Runs}; it must be 1 to 1000.",
        _ => null,
    };
}
