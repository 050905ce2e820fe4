namespace AlphaPulse.Benchmarks.Commands;

/// <summary>On Ctrl-C or a request to end: cleans up once, then ends the process.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly Action _cleanUp;

    internal Interrupt(Action cleanUp)
    {
        _cleanUp = cleanUp;
        Console.CancelKeyPress += OnCancel;
    }

    public void Dispose() => Console.CancelKeyPress -= OnCancel;

    private void OnCancel(object? sender, ConsoleCancelEventArgs e)
    {
        _cleanUp();
        Environment.Exit(ExitCode.Interrupted);
    }
}
