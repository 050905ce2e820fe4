using AlphaPulse.Benchmarks.Transports;
using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Options of <c>benchmarks ring</c>.</summary>
[Verb("ring", HelpText = "The ring between two processes, side by side with channels, pipes and sockets, in interleaved rounds.")]
internal sealed class RingArguments : RoundArguments
{
    [Option("only", MetaValue = "NAME", HelpText = "One transport instead of all.")]
    public TransportKind? Only { get; init; }
}
