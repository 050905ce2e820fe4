using System.Diagnostics;

namespace AlphaPulse.RingBuffer.Steps;

/// <summary>
/// Where the protocols say which step they have taken. The calls exist only in a build with the symbol PROTOCOL_STEPS, which only
/// tests make: in every other one the compiler leaves them out, arguments and all.
/// </summary>
internal static class ProtocolSteps
{
    /// <summary>Called on the thread that took the step, at each step.</summary>
    internal static Action<ProtocolStep>? Hook { get; set; }

    [Conditional("PROTOCOL_STEPS")]
    internal static void Reached(ProtocolStep step) => Hook?.Invoke(step);
}
