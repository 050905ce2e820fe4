using System.Runtime.InteropServices;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>First 256 bytes of a telemetry file; see TELEMETRY.md. Constant after creation.</summary>
[StructLayout(LayoutKind.Explicit, Size = Bytes)]
internal struct TelemetryHeader
{
    internal const int Bytes = 256;

    /// <summary>"APTELEM\0" read as a little-endian number.</summary>
    internal const ulong ExpectedMagic = 0x004d_454c_4554_5041;
    internal const ushort ExpectedMajor = 1;
    internal const ushort CurrentMinor = 0;
    internal const uint ExpectedByteOrder = 0x0102_0304;

    /// <summary>Stored last, with release; pairs with the acquire load of <see cref="TelemetryFile.OpenRead"/>.</summary>
    [FieldOffset(0)]
    internal ulong Magic;

    /// <summary>A reader refuses another one.</summary>
    [FieldOffset(8)]
    internal ushort Major;

    /// <summary>Additions that an older reader can ignore.</summary>
    [FieldOffset(10)]
    internal ushort Minor;

    [FieldOffset(12)]
    internal uint ByteOrder;

    [FieldOffset(16)]
    internal long FileBytes;

    /// <summary>Shown, not trusted: whether the process lives is said by its lifeline.</summary>
    [FieldOffset(24)]
    internal int ProcessId;

    [FieldOffset(28)]
    internal int EntryCount;

    /// <summary>Entries follow the header directly; the data begins here.</summary>
    [FieldOffset(32)]
    internal long DataOffset;

    [FieldOffset(40)]
    internal long CreatedUnixNs;

    [FieldOffset(64)]
    internal FixedName ProcessName;
}
