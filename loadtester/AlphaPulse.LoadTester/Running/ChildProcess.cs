using System.Diagnostics;

namespace AlphaPulse.LoadTester.Running;

/// <summary>
/// One of the two programs, started and controlled by lines on its standard input and output. It ends when this object is
/// disposed, and by itself when this process is gone (its standard input ends then).
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private const int KeptErrorLines = 20;
    private static readonly TimeSpan s_exitPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_awaitStep = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly object _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly Queue<string> _errors = new();
    private bool _isClosed;
    private bool _isErrorClosed;

    private ChildProcess(string name, Process process)
    {
        Name = name;
        _process = process;
        _process.OutputDataReceived += (_, data) => KeepLine(data.Data);
        _process.ErrorDataReceived += (_, data) => KeepError(data.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <exception cref="ChildException">The program cannot be started.</exception>
    public static ChildProcess Start(string name, ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            return new ChildProcess(name, Process.Start(start)!);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            throw new ChildException($"{name} cannot be started: {exception.Message}");
        }
    }

    /// <summary>Sends a line. A child that is gone does not read it; who waits for its answer learns that.</summary>
    public void Send(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The pipe is broken: the child has exited, which AwaitLine and HasExited report.
        }
    }

    /// <summary>Takes a line, waiting for it a while; other lines before it are dropped.</summary>
    /// <exception cref="ChildException">The child has exited without it.</exception>
    public bool TryTake(string line, TimeSpan patience)
    {
        lock (_gate)
        {
            if (TakeKept(line))
                return true;
            if (!_isClosed && Monitor.Wait(_gate, patience))
                return TakeKept(line);
            if (!_isClosed)
                return false;
        }

        // Its output has ended: nothing more will come.
        if (!_process.WaitForExit(s_exitPatience))
            throw new ChildException($"{Name} closed its output without saying '{line}'", null, ErrorLines());
        throw Died();
    }

    /// <summary>Waits for a line.</summary>
    /// <exception cref="ChildException">The child exited, or the time is over.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public void Await(string line, TimeSpan patience, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!TryTake(line, s_awaitStep))
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
                throw new ChildException($"{Name} did not say '{line}' within {patience.TotalSeconds:0.#} s", null, ErrorLines());
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The description of a child that has exited without being asked to.</summary>
    public ChildException Died()
    {
        AwaitLastErrors();
        var errors = ErrorLines();
        var said = errors.Count > 0 ? $": {errors[^1]}" : "";
        return new ChildException($"{Name} {ExitText(_process.ExitCode)}{said}", _process.ExitCode, errors);
    }

    /// <summary>
    /// What went wrong in a child that has said "done": an exit code that is neither success nor a stop that was asked for. Null if
    /// nothing did, or if it does not exit within the time, as a child may that waits for the end of its input.
    /// </summary>
    public string? FailureAfterDone(TimeSpan patience) =>
        _process.WaitForExit(patience) && _process.ExitCode is not (0 or Verdicts.ExitCode.Interrupted) ? Died().Message : null;

    public IReadOnlyList<string> ErrorLines()
    {
        lock (_gate)
            return [.. _errors];
    }

    /// <summary>Ends the child: its input ends, which it takes as the order to go; after a while it is killed.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Broken already.
        }

        if (!_process.WaitForExit(s_exitPatience))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(s_exitPatience);
        }

        _process.Dispose();
    }

    // Exit codes of a process that a signal ended are 128 + its number.
    private static string ExitText(int code) => code switch
    {
        137 => "was killed (SIGKILL)",
        139 => "crashed (SIGSEGV)",
        135 => "crashed (SIGBUS)",
        134 => "aborted (SIGABRT)",
        143 => "was terminated (SIGTERM)",
        _ => $"exited with {code}",
    };

    private bool TakeKept(string line)
    {
        while (_lines.TryDequeue(out var received))
        {
            if (received == line)
                return true;
        }

        return false;
    }

    // Null is the end of the stream.
    private void KeepLine(string? line)
    {
        lock (_gate)
        {
            if (line is null)
                _isClosed = true;
            else
                _lines.Enqueue(line);
            Monitor.PulseAll(_gate);
        }
    }

    private void KeepError(string? line)
    {
        lock (_gate)
        {
            if (line is null)
                _isErrorClosed = true;
            else if (!string.IsNullOrWhiteSpace(line))
                _errors.Enqueue(line);
            if (_errors.Count > KeptErrorLines)
                _errors.Dequeue();
            Monitor.PulseAll(_gate);
        }
    }

    // The two streams arrive on their own: the end of one says nothing about the other. A grandchild may hold it open.
    private void AwaitLastErrors()
    {
        var started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (!_isErrorClosed && Stopwatch.GetElapsedTime(started) < s_exitPatience)
                Monitor.Wait(_gate, s_awaitStep);
        }
    }
}
