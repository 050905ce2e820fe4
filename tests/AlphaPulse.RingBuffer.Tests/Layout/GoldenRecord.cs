using System.Runtime.InteropServices;

namespace AlphaPulse.RingBuffer.Tests.Layout;

/// <summary>The record of the golden file. Never changed.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct GoldenRecord
{
    [FieldOffset(0)] internal long Sequence;
    [FieldOffset(8)] internal long Price;
    [FieldOffset(16)] internal uint Quantity;
    [FieldOffset(20)] internal GoldenKind Kind;
    [FieldOffset(22)] internal byte Side;
    [FieldOffset(23)] internal byte Reserved23;
}

internal enum GoldenKind : ushort
{
    Trade,
    Level,
}
