using System.Runtime.InteropServices;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>The record of the fuzzed rings: small, so that many fit into little memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FuzzRecord
{
    internal long Sequence;
    internal long Check;
}
