using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>A real program while it runs: leader of a process group of its own, as a shell starts it, with its output kept.</summary>
internal sealed partial class StartedProgram : IDisposable
{
    // Far above what any of these runs takes on a busy machine; only a hang reaches it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(180);

    private readonly Process _process;
    private readonly string _commandLine;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    /// <param name="start">Program and arguments.</param>
    /// <param name="hasInput">Whether its standard input stays open until <see cref="EndInput"/>; else it is empty.</param>
    public StartedProgram(ProcessStartInfo start, bool hasInput)
    {
        _commandLine = $"{start.FileName} {string.Join(' ', start.ArgumentList)}";
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!hasInput)
            EndInput();
    }

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => Read(_output);

    public void EndInput() => _process.StandardInput.Close();

    public void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public void Signal(int signal) => Assert.Equal(0, SendSignal(Pid, signal));

    /// <summary>To it and its children, as a terminal does.</summary>
    public void SignalGroup(int signal) => Assert.Equal(0, SendSignal(-Pid, signal));

    /// <param name="patience">For what is many runs; by default that of one.</param>
    public CommandResult WaitForEnd(TimeSpan? patience = null)
    {
        Assert.True(_process.WaitForExit(patience ?? s_patience), $"still running: {this}");

        // Without a limit it also waits for the end of the output.
        _process.WaitForExit();
        return new CommandResult(_process.ExitCode, Output, Read(_errors));
    }

    public override string ToString() => $"{_commandLine}\nstdout: {Output}\nstderr: {Read(_errors)}";

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    internal static partial int SendSignal(int process, int signal);

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
