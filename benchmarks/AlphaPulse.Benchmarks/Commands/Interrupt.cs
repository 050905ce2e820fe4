using System.Runtime.InteropServices;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>On Ctrl-C or a request to end: cleans up, then ends the process.</summary>
internal sealed class Interrupt : IDisposable
{
    private static volatile bool s_hasCome;

    private readonly Action _cleanUp;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _termination;

    /// <param name="cleanUp">Called on another thread than the one that measures, and perhaps again by that one.</param>
    internal Interrupt(Action cleanUp)
    {
        _cleanUp = cleanUp;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        _termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    }

    /// <summary>Does not return once the process is about to end: the thread that cleans up ends it.</summary>
    public void Dispose()
    {
        if (s_hasCome)
            Thread.Sleep(Timeout.Infinite);
        _interrupt.Dispose();
        _termination.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        context.Cancel = true;
        s_hasCome = true;
        _cleanUp();
        Environment.Exit(ExitCode.Interrupted);
    }
}
