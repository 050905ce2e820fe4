using System.Runtime.InteropServices;

namespace AlphaPulse.FeedSim.Hosting;

/// <summary>What Ctrl-C and a polite kill do while it lives.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private volatile bool _came;

    private Interrupts()
    {
    }

    /// <summary>True once one came.</summary>
    public bool Came => _came;

    /// <summary>Ctrl-C goes to every process of the terminal; a child leaves it to its parent to decide.</summary>
    public static Interrupts Ignore()
    {
        var interrupts = new Interrupts();
        interrupts.Register(PosixSignal.SIGINT, () => { });
        return interrupts;
    }

    /// <summary>Both call the action, and the program ends in its own way.</summary>
    public static Interrupts Call(Action action)
    {
        var interrupts = new Interrupts();
        interrupts.Register(PosixSignal.SIGINT, action);
        interrupts.Register(PosixSignal.SIGTERM, action);
        return interrupts;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Register(PosixSignal signal, Action action) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        _came = true;
        action();
    }));
}
