using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Options of <c>benchmarks replay</c>.</summary>
[Verb("replay", HelpText = "A parsed capture through writer, ring, guard and book at full speed.")]
internal sealed class ReplayArguments
{
    [Value(0, MetaName = "FILE", HelpText = "Capture files, in order one stream; the Binance futures capture of ../shared/data if none is given.")]
    public IEnumerable<string> Files { get; init; } = [];

    [Option("format", Default = "binance-futures", MetaValue = "NAME", HelpText = "Their format.")]
    public string Format { get; init; } = "";

    [Option("runs", Default = 15, MetaValue = "N", HelpText = "Rounds, 1 to 1000.")]
    public int Runs { get; init; }
}
