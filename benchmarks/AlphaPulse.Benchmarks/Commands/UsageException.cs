namespace AlphaPulse.Benchmarks.Commands;

/// <summary>The command cannot be carried out as given; the message is for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);
