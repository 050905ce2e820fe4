using AlphaPulse.RingTool.Commands;

namespace AlphaPulse.RingTool.Tests;

/// <summary>A command that was run in this process, as where the output is no terminal, and what it said.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Notes)
{
    public static ToolRun Of(params string[] arguments)
    {
        using var text = new StringWriter();
        using var notes = new StringWriter();
        var exitCode = CommandRunner.Run(arguments, new Output(text, notes, columns: null));
        return new ToolRun(exitCode, text.ToString(), notes.ToString());
    }

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
