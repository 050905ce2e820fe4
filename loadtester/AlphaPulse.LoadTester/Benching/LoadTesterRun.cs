using System.Diagnostics;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Benching;

/// <summary>One run of a built load tester as a process of its own, which writes a results file.</summary>
internal static class LoadTesterRun
{
    private const int KeptErrorLines = 20;
    private static readonly TimeSpan s_stopPatience = TimeSpan.FromSeconds(15);

    /// <param name="program">Which.</param>
    /// <param name="arguments">Its load.</param>
    /// <param name="resultsFile">Where its results go.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ChildException">It left no results; with exit code 2 its error lines say what it did not like.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the process has ended.</exception>
    public static void Measure(BenchProgram program, IEnumerable<string> arguments, string resultsFile, CancellationToken cancellation)
    {
        var start = Programs.At(program.Path, [.. arguments, "--quiet", "--no-color", $"--json-output={resultsFile}"]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var errors = new Queue<string>();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            Stop(process);
            throw;
        }

        if (process.ExitCode is ExitCode.Ok or ExitCode.ObjectiveMissed or ExitCode.Invalid or ExitCode.Inconclusive && File.Exists(resultsFile))
            return;
        cancellation.ThrowIfCancellationRequested();
        string[] said = [.. errors];
        throw new ChildException($"{program.Path} ended with {process.ExitCode}{(said.Length == 0 ? "" : $": {said[^1]}")}", process.ExitCode, said);
    }

    // Told to end, it ends its children and removes its files; Ctrl-C has told it already. What does not end is ended, with its children.
    private static void Stop(Process process)
    {
        using (var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id} 2>/dev/null"]))
            kill.WaitForExit();
        if (!process.WaitForExit(s_stopPatience))
            process.Kill(entireProcessTree: true);
    }

    private static void Keep(Queue<string> errors, string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (errors)
        {
            errors.Enqueue(line);
            if (errors.Count > KeptErrorLines)
                errors.Dequeue();
        }
    }
}
