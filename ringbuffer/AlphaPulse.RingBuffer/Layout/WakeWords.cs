using System.Runtime.InteropServices;

namespace AlphaPulse.RingBuffer.Layout;

/// <summary>
/// 128 bytes of <c>control</c> by which a thread that sleeps is woken from another process. The page LAYOUT.md shadows this file;
/// the protocol is at <c>Waiting/RingWake.cs</c>.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct WakeWords
{
    internal const int SizeBytes = 128;

    /// <summary>The futex: raised by one with each wake. Only ever compared, so any value is a good one.</summary>
    [FieldOffset(0)] internal uint Word;

    /// <summary>
    /// Not 0: somebody sleeps or is about to. A flag and no number of sleepers, which a sleeper that dies would leave wrong for ever.
    /// </summary>
    [FieldOffset(4)] internal uint Sleepers;
}
