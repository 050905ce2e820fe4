using System.Runtime.InteropServices;

namespace AlphaPulse.FeedSim.Hosting;

/// <summary>What Ctrl-C and a polite kill do while it lives.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    private Interrupts(PosixSignalRegistration[] registrations) => _registrations = registrations;

    /// <summary>True once one came.</summary>
    public bool Came { get; private set; }

    /// <summary>Ctrl-C goes to every process of the terminal; a child leaves it to its parent to decide.</summary>
    public static Interrupts Ignore() => new([PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true)]);

    /// <summary>Both call the action, and the program ends in its own way.</summary>
    public static Interrupts Call(Action action)
    {
        Interrupts? interrupts = null;
        var registrations = new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            interrupts!.Came = true;
            action();
        }));
        return interrupts = new Interrupts([.. registrations]);
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }
}
