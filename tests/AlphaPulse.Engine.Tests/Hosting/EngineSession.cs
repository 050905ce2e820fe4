using System.Collections.Concurrent;
using AlphaPulse.Engine.Hosting;

namespace AlphaPulse.Engine.Tests.Hosting;

/// <summary>The program in this process: its lines go in and out through queues, so that a test waits for a line and not for a time.</summary>
internal sealed class EngineSession : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly BlockingCollection<string> _input = [];
    private readonly BlockingCollection<string> _output = [];
    private readonly StringWriter _error = new();
    private readonly Task<int> _exit;

    public EngineSession(params string[] args) => _exit = Task.Factory.StartNew(
        () =>
        {
            try
            {
                return new EngineProgram(new QueueReader(_input), new QueueWriter(_output), _error).Run(args);
            }
            finally
            {
                _output.CompleteAdding();
            }
        },
        TaskCreationOptions.LongRunning);

    /// <summary>What it wrote to stderr; complete once it has ended.</summary>
    public string Error => _error.ToString();

    public void Send(string line) => _input.Add(line);

    public void CloseInput() => _input.CompleteAdding();

    /// <summary>The next line of its output; null at the end.</summary>
    public string? ReadLine() => _output.TryTake(out var line, s_patience) ? line : null;

    public int WaitForExit()
    {
        Assert.True(_exit.Wait(s_patience), "the engine does not end");
        return _exit.Result;
    }

    public void Dispose()
    {
        if (!_input.IsAddingCompleted)
            _input.CompleteAdding();
        WaitForExit();
    }

    private sealed class QueueReader(BlockingCollection<string> lines) : TextReader
    {
        public override string? ReadLine()
        {
            try
            {
                return lines.Take();
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }

    private sealed class QueueWriter(BlockingCollection<string> lines) : StringWriter
    {
        public override void WriteLine(string? value) => lines.Add(value ?? "");
    }
}
