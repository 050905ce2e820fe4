namespace AlphaPulse.LoadTester.Running;

/// <summary>A child did not do what the protocol asks of it. The message is one line that names it and says why.</summary>
internal sealed class ChildException(string message, int? exitCode = null, IReadOnlyList<string>? errorLines = null) : Exception(message)
{
    /// <summary>What it exited with, or null if it still ran.</summary>
    public int? ExitCode => exitCode;

    /// <summary>What it wrote to its standard error, as far as it is kept.</summary>
    public IReadOnlyList<string> ErrorLines => errorLines ?? [];
}
