using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Options of <c>benchmarks many</c>.</summary>
[Verb("many", HelpText = "The ring for many writers: two writer processes and a reader, beside a ring of one writer; and how long a killed writer delays readers.")]
internal sealed class ManyArguments : RoundArguments
{
    [Option("kills", Default = 5, MetaValue = "N", HelpText = "Writers that are killed in each round, 0 to 1000.")]
    public int Kills { get; init; }

    private protected override string? Fault() =>
        base.Fault() ?? (Kills is >= 0 and <= 1000 ? null : $"--kills is {Kills}; it must be 0 to 1000.");
}
