using System.Runtime.InteropServices;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>The 128 bytes before the counters of a shared histogram; see TELEMETRY.md. Written by the histogram's one writer.</summary>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal struct HistogramBlock
{
    internal const int Bytes = 128;

    /// <summary>How many values lay outside the range.</summary>
    [FieldOffset(0)]
    internal long Clamped;

    /// <summary>Smallest value given; <see cref="long.MaxValue"/> before the first.</summary>
    [FieldOffset(8)]
    internal long Min;

    /// <summary>Largest value given; <see cref="long.MinValue"/> before the first.</summary>
    [FieldOffset(16)]
    internal long Max;

    /// <summary>Sum of the values, clamped ones as clamped; wraps after 2^63 (292 years of nanoseconds).</summary>
    [FieldOffset(24)]
    internal long Sum;
}
