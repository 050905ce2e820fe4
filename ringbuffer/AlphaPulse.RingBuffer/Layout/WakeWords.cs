using System.Runtime.InteropServices;

namespace AlphaPulse.RingBuffer.Layout;

/// <summary>
/// Two words of <c>control</c> by which threads that sleep are woken from another process. A ring has two pairs: for those that follow the
/// writer, and for those that stay behind other readers. The page LAYOUT.md shadows this file; the protocol is at <c>Waiting/RingWake.cs</c>.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct WakeWords
{
    internal const int SizeBytes = 8;

    /// <summary>The futex: raised by one with each wake. Only ever compared, so any value is a good one.</summary>
    [FieldOffset(0)] internal uint Word;

    /// <summary>
    /// Not 0: somebody sleeps or is about to. A flag and no number of sleepers, which a sleeper that dies would leave wrong for ever.
    /// </summary>
    [FieldOffset(4)] internal uint Sleepers;
}
