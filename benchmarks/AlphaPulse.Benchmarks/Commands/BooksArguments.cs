using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary><c>benchmarks books</c> has no options.</summary>
[Verb("books", HelpText = "Book structures on the Binance futures capture, ns an event.")]
internal sealed class BooksArguments;
