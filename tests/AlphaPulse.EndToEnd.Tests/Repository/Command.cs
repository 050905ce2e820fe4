using System.Diagnostics;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>Runs a script or a program to its end, with no input.</summary>
internal static class Command
{
    // Far above what any of these commands takes; a hang then ends as a failure that names the command.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    public static CommandResult Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = RepositoryFiles.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {s_patience}");
        }
        return new CommandResult(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}
