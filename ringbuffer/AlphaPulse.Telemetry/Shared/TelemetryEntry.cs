using System.Runtime.InteropServices;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>One row of a telemetry file's name table, 128 bytes; see TELEMETRY.md. Constant after creation.</summary>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal struct TelemetryEntry
{
    internal const int Bytes = 128;

    [FieldOffset(0)]
    internal TelemetryKind Kind;

    /// <summary>Significant digits; 0 for a counter.</summary>
    [FieldOffset(4)]
    internal int Digits;

    /// <summary>From the start of the file.</summary>
    [FieldOffset(8)]
    internal long Offset;

    [FieldOffset(16)]
    internal long Length;

    /// <summary>Lowest discernible value; 0 for a counter.</summary>
    [FieldOffset(24)]
    internal long Lowest;

    /// <summary>Highest trackable value; 0 for a counter.</summary>
    [FieldOffset(32)]
    internal long Highest;

    [FieldOffset(64)]
    internal FixedName Name;
}
