namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>What a program that was run to its end left behind.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit code {ExitCode}\nstdout: {Output}\nstderr: {Errors}";
}
