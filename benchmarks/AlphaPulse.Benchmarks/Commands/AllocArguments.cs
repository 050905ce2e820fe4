using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary><c>benchmarks alloc</c> has no options.</summary>
[Verb("alloc", HelpText = "Bytes allocated for an event in writer, reader, pipeline and books; with a control that allocates.")]
internal sealed class AllocArguments;
