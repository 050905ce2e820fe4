using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.SteppedPeer;

/// <summary>Stops the own process at the step that the controller has armed.</summary>
internal sealed partial class SelfStop(Board board, int slot)
{
    private const int SignalStop = 19;
    private const int SignalKill = 9;
    private const int SetParentDeathSignal = 1;

    /// <summary>Run at a step before the armed one is looked for; for peers with a planted flaw.</summary>
    internal Action<ProtocolStep>? Flaw { get; set; }

    internal void Install() => ProtocolSteps.Hook = step =>
    {
        Flaw?.Invoke(step);
        Reached(StepCode.Of(step));
    };

    internal void Reached(int code)
    {
        ref var own = ref board[slot];
        if (Volatile.Read(ref own.Armed) != code || --own.ArmedCount > 0)
            return;
        own.Armed = 0;
        Volatile.Write(ref own.StoppedAt, code);

        // raise() signals the calling thread: the kernel stops it on the way out of this call, before another instruction of the protocol.
        _ = Raise(SignalStop);
    }

    /// <summary>The kernel kills this process when the thread that started it ends, also while it is stopped.</summary>
    internal static void DieWithParent() => _ = ProcessControl(SetParentDeathSignal, SignalKill, 0, 0, 0);

    [LibraryImport("libc", EntryPoint = "raise")]
    private static partial int Raise(int signal);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
}
