using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AlphaPulse.RingBuffer.Layout;

/// <summary>
/// First 256 bytes of a ring's <c>data</c> file: everything that never changes after creation, and the CRC of it.
/// The words that do change lie behind it, see <see cref="RingLayout"/>. The page LAYOUT.md shadows this file.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct RingHeader
{
    internal const int SizeBytes = 256;

    /// <summary>"APRING01" in memory order.</summary>
    internal const ulong MagicValue = 0x3130_474E_4952_5041;

    /// <summary>Readers and writers of another major version refuse the ring; a higher minor version only adds in reserved bytes.</summary>
    internal const ushort CurrentMajorVersion = 1;
    internal const ushort CurrentMinorVersion = 0;

    /// <summary>Major version of a ring for many writers: a program that knows only rings of one writer refuses it by that.</summary>
    internal const ushort ManyWritersMajorVersion = 2;

    /// <summary>Bit of <see cref="Flags"/>: the ring is one for many writers. Set exactly if the major version says so, too.</summary>
    internal const uint ManyWritersFlag = 1;

    /// <summary>Bytes 4, 3, 2, 1 on a little-endian machine.</summary>
    internal const uint ByteOrderValue = 0x0102_0304;

    /// <summary>Stored last, with release: a ring without it is not initialised.</summary>
    [FieldOffset(0)] internal ulong Magic;
    [FieldOffset(8)] internal ushort MajorVersion;
    [FieldOffset(10)] internal ushort MinorVersion;
    [FieldOffset(12)] internal uint ByteOrder;

    /// <summary>Size of the data file.</summary>
    [FieldOffset(16)] internal long FileBytes;

    /// <summary>Where slot 0 starts.</summary>
    [FieldOffset(24)] internal long SlotsOffset;

    /// <summary>Number of slots, a power of two.</summary>
    [FieldOffset(32)] internal long Capacity;

    /// <summary>Size of a record and distance from slot to slot.</summary>
    [FieldOffset(40)] internal int RecordBytes;

    /// <summary>Length of the schema text at <see cref="RingLayout.SchemaOffset"/>.</summary>
    [FieldOffset(44)] internal int SchemaBytes;

    /// <summary>Hash of the schema text.</summary>
    [FieldOffset(48)] internal ulong LayoutHash;

    /// <summary>Random; equal in both files of a ring.</summary>
    [FieldOffset(56)] internal Guid RingId;

    /// <summary>The kernel's boot id when the ring was created.</summary>
    [FieldOffset(72)] internal Guid BootId;

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    [FieldOffset(88)] internal long CreatedUnixNs;

    /// <summary>Shown by tools, never trusted.</summary>
    [FieldOffset(96)] internal int CreatorPid;

    /// <summary>Bit 0: <see cref="ManyWritersFlag"/>. The others are zero: room for later minor versions.</summary>
    [FieldOffset(100)] internal uint Flags;

    /// <summary>Sequence of the first record; 0 but in tests.</summary>
    [FieldOffset(104)] internal long FirstSequence;

    /// <summary>Zero: room for later minor versions.</summary>
    [FieldOffset(112)] internal ReservedBytes Reserved112;

    /// <summary>CRC-32C of bytes 8 to 247.</summary>
    [FieldOffset(248)] internal uint Crc;
    [FieldOffset(252)] internal uint Reserved252;

    internal readonly bool HasManyWriters => (Flags & ManyWritersFlag) != 0;

    /// <summary>The CRC that belongs to the other fields.</summary>
    internal readonly uint ComputeCrc()
    {
        var words = MemoryMarshal.Cast<RingHeader, ulong>(MemoryMarshal.CreateReadOnlySpan(in this, 1));
        var crc = uint.MaxValue;
        foreach (var word in words[1..31])
            crc = BitOperations.Crc32C(crc, word);
        return ~crc;
    }

    /// <summary>136 reserved bytes.</summary>
    [InlineArray(17)]
    internal struct ReservedBytes
    {
        private ulong _first;
    }
}
