using System.Runtime.InteropServices;

namespace AlphaPulse.Engine.Hosting;

/// <summary>Where everything that can end an engine meets: the first reason counts. Thread-safe.</summary>
internal sealed class EndSignal : IDisposable
{
    private readonly ManualResetEventSlim _set = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _reason;

    public void Raise(EndReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)EndReason.None) == (int)EndReason.None)
            _set.Set();
    }

    /// <summary>Takes over SIGINT and SIGTERM.</summary>
    /// <param name="ignoresInterrupt">A terminal sends SIGINT to the whole group; under a parent, the parent decides what it means.</param>
    public void Listen(bool ignoresInterrupt)
    {
        Register(PosixSignal.SIGTERM, ignored: false);
        Register(PosixSignal.SIGINT, ignoresInterrupt);
    }

    /// <summary>Waits for a reason; <see cref="EndReason.None"/> if the time passed without one.</summary>
    public EndReason Wait(TimeSpan time)
    {
        _set.Wait(time);
        return (EndReason)Volatile.Read(ref _reason);
    }

    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _set.Dispose();
    }

    private void Register(PosixSignal signal, bool ignored) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        if (!ignored)
            Raise(EndReason.Interrupted);
    }));
}
