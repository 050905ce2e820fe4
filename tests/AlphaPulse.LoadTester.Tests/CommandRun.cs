using AlphaPulse.LoadTester.Commands;

namespace AlphaPulse.LoadTester.Tests;

/// <summary>A command that was run in this process, and what it said.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = new CommandRouter(output, error).Run(arguments);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>What the golden files hold: exit code and both streams.</summary>
    public string Transcript(string commandLine) => $"$ {commandLine}\n{Output}{Error}exit {ExitCode}\n";
}
