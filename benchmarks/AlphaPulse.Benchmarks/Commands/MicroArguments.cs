using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Options of <c>benchmarks micro</c>.</summary>
[Verb("micro", HelpText = "Single operations by BenchmarkDotNet: clock, histograms, ring.")]
internal sealed class MicroArguments
{
    [Option("filter", Default = "*", MetaValue = "GLOB", HelpText = "Which benchmarks, for example *Clock*.")]
    public string Filter { get; init; } = "*";
}
