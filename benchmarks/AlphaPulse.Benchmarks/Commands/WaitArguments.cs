using AlphaPulse.RingBuffer.Waiting;
using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Options of <c>benchmarks wait</c>.</summary>
[Verb("wait", HelpText = "What waiting costs: processor time of an idle feed, and how fast a record wakes it, for each wait strategy.")]
internal sealed class WaitArguments
{
    private const int MostRings = 1000;

    [Option("secs", Default = 10.0, MetaValue = "N", HelpText = "Seconds of idleness that are measured, 1 to 3600.")]
    public double Secs { get; init; }

    [Option("wakes", Default = 1000, MetaValue = "N", HelpText = "Records that are sent alone, 10 to 1000000.")]
    public int Wakes { get; init; }

    [Option("rings", Default = 10, MetaValue = "N", HelpText = "Rings of the feed, 1 to 1000.")]
    public int Rings { get; init; }

    [Option("seed", Default = 1, MetaValue = "N", HelpText = "Seed of the gaps between the records.")]
    public int Seed { get; init; }

    [Option("only", MetaValue = "STRATEGY", HelpText = "One strategy instead of those that let an idle core rest.")]
    public string? Only { get; init; }

    internal string? Fault() => this switch
    {
        { Secs: not (>= 1 and <= 3600) } => $"--secs is {Secs}; it must be 1 to 3600.",
        { Wakes: not (>= 10 and <= 1_000_000) } => $"--wakes is {Wakes}; it must be 10 to 1000000.",
        { Rings: not (>= 1 and <= MostRings) } => $"--rings is {Rings}; it must be 1 to {MostRings}.",
        { Only: { } only } when !WaitKinds.TryParse(only, out _) => $"--only is '{only}'; it must be {string.Join(", ", WaitKinds.Names)}.",
        _ => null,
    };
}
