using System.Diagnostics;

namespace AlphaPulse.RingTool.Tests;

/// <summary>The real program, as it lies beside the tests.</summary>
internal static class ToolProcess
{
    public static Process Start(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ringtool.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(info)!;
    }

    public static ToolRun Run(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var notes = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolRun(process.ExitCode, output, notes.GetAwaiter().GetResult());
    }
}
