namespace AlphaPulse.RingBuffer.Layout;

/// <summary>
/// Where the words of a ring's two files lie. Words that different cores write are 128 bytes apart: two cache lines,
/// because the adjacent-line prefetcher of x86 fetches them in pairs. The page LAYOUT.md shadows this file.
/// </summary>
internal static class RingLayout
{
    internal const string DataFileName = "data";
    internal const string ControlFileName = "control";

    // data: header page, schema page, slots.
    internal const long CursorOffset = 0x100;
    internal const long ClaimOffset = 0x180;
    internal const long StateOffset = 0x200;
    internal const long EpochOffset = 0x204;
    internal const long FullCountOffset = 0x280;
    internal const long GateScansOffset = 0x288;
    internal const long ReclaimedReadersOffset = 0x290;
    internal const long LastKeyframeOffset = 0x380;
    internal const long EpochStartOffset = 0x388;
    internal const long LastTombstoneOffset = 0x400;
    internal const long TombstonesOffset = 0x480;
    internal const long SchemaOffset = 0x1000;
    internal const int MaxSchemaBytes = 0x1000;
    internal const long SlotsOffset = 0x2000;

    /// <summary>Values of the word at <see cref="StateOffset"/>.</summary>
    internal const uint StateOpen = 1;
    internal const uint StateClosed = 2;

    // control: identity, wake words, reader table.
    internal const ulong ControlMagicValue = 0x3143_474E_4952_5041; // "APRINGC1"
    internal const long ControlMagicOffset = 0x000;
    internal const long ControlMajorVersionOffset = 0x008;
    internal const long ControlRingIdOffset = 0x010;
    internal const long WakeOffset = 0x080;
    internal const long PositionWakeOffset = 0x088;
    internal const long ReaderHighWaterOffset = 0x100;
    internal const long SnapshotRequestsOffset = 0x108;
    internal const long WritersOffset = 0x200;
    internal const int MaxWriters = 28;
    internal const long ReadersOffset = 0x1000;
    internal const int MaxReaders = 64;
    internal const long ControlBytes = ReadersOffset + MaxReaders * ReaderEntry.SizeBytes;

    /// <summary>Kernel lock ranges on the control file: byte 0 is the writer's lifeline, byte 1 + i that of reader i.</summary>
    internal const long WriterLock = 0;
    internal const long FirstReaderLock = 1;

    /// <summary>Held only together with all the others, by who removes a ring that nobody uses.</summary>
    internal const long RemovalLock = FirstReaderLock + MaxReaders;
    internal const long AllLocks = RemovalLock + 1;

    /// <summary>
    /// Byte 66 + i: lifeline of writer i of a ring for many. Each of them holds byte 0 as well, shared: by that alone everybody
    /// sees that a writer lives, also a program that knows nothing of rings for many.
    /// </summary>
    internal const long FirstSharedWriterLock = AllLocks;

    /// <summary>Largest ring: a bound for what a damaged header can claim.</summary>
    internal const long MaxCapacity = 1L << 40;
    internal const int MaxRecordBytes = 4096;

    // Stamps lie behind the slots, on lines that no slot is on.
    private const long StampsAlignment = 128;

    internal static long DataBytes(long capacity, int recordBytes, bool hasManyWriters) => hasManyWriters
        ? checked(StampsOffset(capacity, recordBytes) + capacity * sizeof(long))
        : checked(SlotsOffset + capacity * recordBytes);

    /// <summary>Where the stamps of a ring for many writers start.</summary>
    internal static long StampsOffset(long capacity, int recordBytes) =>
        checked((SlotsOffset + capacity * recordBytes + StampsAlignment - 1) / StampsAlignment * StampsAlignment);

    internal static long WriterOffset(int index) => WritersOffset + index * (long)WriterEntry.SizeBytes;

    internal static long ReaderOffset(int index) => ReadersOffset + index * (long)ReaderEntry.SizeBytes;
}
