using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Options of <c>benchmarks shapes</c>.</summary>
[Verb("shapes", HelpText = "The ring with several readers, stages, an observer, records of 16 to 256 bytes, huge and unmapped pages, in interleaved rounds.")]
internal sealed class ShapesArguments : RoundArguments
{
    [Option("huge-dir", MetaValue = "DIR", HelpText = "A tmpfs mounted with huge=always or huge=advise, to measure pages of 2 MiB on.")]
    public string? HugeDir { get; init; }

    private protected override string? Fault() =>
        base.Fault() ?? (HugeDir is null || Directory.Exists(HugeDir) ? null : $"--huge-dir {HugeDir}: there is no such directory. Mount one: mount -t tmpfs -o huge=always tmpfs DIR.");
}
