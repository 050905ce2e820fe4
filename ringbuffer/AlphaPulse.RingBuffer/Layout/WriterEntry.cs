using System.Runtime.InteropServices;

namespace AlphaPulse.RingBuffer.Layout;

/// <summary>One row of the writer table in the <c>control</c> file of a ring for many writers: 128 bytes, so that no two writers share a line.</summary>
/// <remarks>
/// Whoever holds the kernel lock on byte 66 + index owns the row and writes all of it. Others read From and To when they look for the
/// owner of a sequence that is claimed and not stamped. From is stored before To, and To is zero while nothing is claimed.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct WriterEntry
{
    internal const int SizeBytes = 128;

    internal const uint Free = 0;
    internal const uint Active = 1;

    /// <summary>First sequence of the claim that the writer is at, or tries.</summary>
    [FieldOffset(0)] internal long From;

    /// <summary>Behind its last sequence; 0: it is at none.</summary>
    [FieldOffset(8)] internal long To;

    /// <summary>Records that this writer has published since it joined.</summary>
    [FieldOffset(16)] internal long Published;

    /// <summary>Sequences that it claimed and gave up since it joined.</summary>
    [FieldOffset(24)] internal long GivenUp;

    [FieldOffset(32)] internal uint State;

    /// <summary>Raised at each join.</summary>
    [FieldOffset(36)] internal uint Generation;

    /// <summary>Shown by tools, never trusted.</summary>
    [FieldOffset(40)] internal int Pid;
    [FieldOffset(44)] internal int NameBytes;
    [FieldOffset(48)] internal ReaderEntry.NameText Name;

    /// <summary>Zero: room for later minor versions.</summary>
    [FieldOffset(112)] internal ulong Reserved112;

    internal void SetName(string name) => NameBytes = Name.Set(name);

    internal readonly string GetName() => Name.Get(NameBytes);
}
