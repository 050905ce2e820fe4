using System.Runtime.CompilerServices;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Tests.Layout;

/// <summary>D-07, D-08: every field is where LAYOUT.md says, judged by addresses, and no two words that fight share a line.</summary>
public sealed unsafe class LayoutTests : IDisposable
{
    private const long Apart = 128;

    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void RingHeader_Addresses_AreThoseOfThePage()
    {
        RingHeader h;
        var start = (byte*)&h;
        Compare("`data`: header", 0, sizeof(RingHeader),
        [
            At("Magic", start, &h.Magic, sizeof(ulong)), At("MajorVersion", start, &h.MajorVersion, sizeof(ushort)),
            At("MinorVersion", start, &h.MinorVersion, sizeof(ushort)), At("ByteOrder", start, &h.ByteOrder, sizeof(uint)),
            At("FileBytes", start, &h.FileBytes, sizeof(long)), At("SlotsOffset", start, &h.SlotsOffset, sizeof(long)),
            At("Capacity", start, &h.Capacity, sizeof(long)), At("RecordBytes", start, &h.RecordBytes, sizeof(int)),
            At("SchemaBytes", start, &h.SchemaBytes, sizeof(int)), At("LayoutHash", start, &h.LayoutHash, sizeof(ulong)),
            At("RingId", start, &h.RingId, sizeof(Guid)), At("BootId", start, &h.BootId, sizeof(Guid)),
            At("CreatedUnixNs", start, &h.CreatedUnixNs, sizeof(long)), At("CreatorPid", start, &h.CreatorPid, sizeof(int)),
            At("Flags", start, &h.Flags, sizeof(uint)), At("FirstSequence", start, &h.FirstSequence, sizeof(long)),
            At("Reserved112", start, &h.Reserved112, sizeof(RingHeader.ReservedBytes)), At("Crc", start, &h.Crc, sizeof(uint)),
            At("Reserved252", start, &h.Reserved252, sizeof(uint)),
        ]);
    }

    [Fact]
    public void Words_AddressesInARealRing_AreThoseOfThePage()
    {
        using var ring = RingFile.Create(_directory.Ring(), new RingOptions { Capacity = 4 }, RecordSchema.Of<TestRecord>());
        var start = ring.Slots - RingLayout.SlotsOffset;
        Assert.Equal(0, (nint)start % Environment.SystemPageSize);
        Compare("`data`: words and schema", RingHeader.SizeBytes, RingLayout.SlotsOffset,
        [
            At("Cursor", start, ring.Cursor, sizeof(long)), At("Claim", start, ring.Claim, sizeof(long)),
            At("State", start, Unsafe.AsPointer(ref ring.State), sizeof(uint)), At("Epoch", start, Unsafe.AsPointer(ref ring.Epoch), sizeof(uint)),
            At("FullCount", start, Unsafe.AsPointer(ref ring.Counter(RingLayout.FullCountOffset)), sizeof(long)),
            At("GateScans", start, Unsafe.AsPointer(ref ring.Counter(RingLayout.GateScansOffset)), sizeof(long)),
            At("ReclaimedReaders", start, Unsafe.AsPointer(ref ring.Counter(RingLayout.ReclaimedReadersOffset)), sizeof(long)),
            At("LastKeyframe", start, Unsafe.AsPointer(ref ring.LastKeyframe), sizeof(long)), At("EpochStart", start, Unsafe.AsPointer(ref ring.EpochStart), sizeof(long)),
            At("LastTombstone", start, Unsafe.AsPointer(ref ring.Counter(RingLayout.LastTombstoneOffset)), sizeof(long)),
            At("Tombstones", start, Unsafe.AsPointer(ref ring.Counter(RingLayout.TombstonesOffset)), sizeof(long)),
            new("Schema", RingLayout.SchemaOffset, RingLayout.MaxSchemaBytes),
        ]);

        start = ring.Control.Address;
        Compare("`control`: head", 0, RingLayout.ReadersOffset,
        [
            new("ControlMagic", RingLayout.ControlMagicOffset, sizeof(ulong)), new("ControlMajorVersion", RingLayout.ControlMajorVersionOffset, sizeof(ushort)),
            new("ControlRingId", RingLayout.ControlRingIdOffset, sizeof(Guid)),
            At("CursorWord", start, &ring.Wake->Word, sizeof(uint)), At("CursorSleepers", start, &ring.Wake->Sleepers, sizeof(uint)),
            At("PositionWord", start, &ring.PositionWake->Word, sizeof(uint)), At("PositionSleepers", start, &ring.PositionWake->Sleepers, sizeof(uint)),
            At("ReaderHighWater", start, Unsafe.AsPointer(ref ring.ReaderHighWater), sizeof(int)),
            At("SnapshotRequests", start, Unsafe.AsPointer(ref ring.SnapshotRequests), sizeof(uint)),
            new("Writers", RingLayout.WritersOffset, RingLayout.MaxWriters * WriterEntry.SizeBytes),
        ]);
        Assert.Equal(0x200, (byte*)Unsafe.AsPointer(ref ring.Writer(0)) - start);
        Assert.Equal(0x200 + 27 * 128, (byte*)Unsafe.AsPointer(ref ring.Writer(27)) - start);
        Assert.Equal(0x1000, (byte*)Unsafe.AsPointer(ref ring.Reader(0)) - start);
        Assert.Equal(0x1000 + 63 * 256, (byte*)Unsafe.AsPointer(ref ring.Reader(63)) - start);
        Assert.Equal(0x5000, ring.Control.Length);
    }

    [Fact]
    public void ReaderEntry_Addresses_AreThoseOfThePage()
    {
        ReaderEntry e;
        var start = (byte*)&e;
        Compare("`control`: reader entry", 0, sizeof(ReaderEntry),
        [
            At("Position", start, &e.Position, sizeof(long)), At("State", start, &e.State, sizeof(uint)), At("Generation", start, &e.Generation, sizeof(uint)),
            At("Pid", start, &e.Pid, sizeof(int)), At("NameBytes", start, &e.NameBytes, sizeof(int)), At("JoinSequence", start, &e.JoinSequence, sizeof(long)),
            At("DependsOn", start, &e.DependsOn, sizeof(ulong)), At("Name", start, &e.Name, sizeof(ReaderEntry.NameText)),
            At("HeldSinceNs", start, &e.HeldSinceNs, sizeof(long)),
        ]);
    }

    [Fact]
    public void WriterEntry_Addresses_AreThoseOfThePage()
    {
        WriterEntry e;
        var start = (byte*)&e;
        Compare("`control`: writer entry", 0, sizeof(WriterEntry),
        [
            At("From", start, &e.From, sizeof(long)), At("To", start, &e.To, sizeof(long)), At("Published", start, &e.Published, sizeof(long)),
            At("GivenUp", start, &e.GivenUp, sizeof(long)), At("State", start, &e.State, sizeof(uint)), At("Generation", start, &e.Generation, sizeof(uint)),
            At("Pid", start, &e.Pid, sizeof(int)), At("NameBytes", start, &e.NameBytes, sizeof(int)), At("Name", start, &e.Name, sizeof(ReaderEntry.NameText)),
            At("Reserved112", start, &e.Reserved112, sizeof(ulong)),
        ]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4096)]
    public void Stamps_OfARingForMany_LieBehindTheSlotsOnLinesOfTheirOwn(long capacity)
    {
        using var ring = RingFile.Create(_directory.Ring(), new RingOptions { Capacity = capacity }, RecordSchema.Of<TestRecord>(), hasManyWriters: true);
        var stamps = (byte*)Unsafe.AsPointer(ref ring.Stamps[0]);
        var slotsEnd = ring.Slots + capacity * sizeof(TestRecord);
        Assert.Equal(0, (nint)stamps % Apart);
        Assert.InRange(stamps - slotsEnd, 0, Apart - 1);
        Assert.Equal(ring.Header.FileBytes, (byte*)Unsafe.AsPointer(ref ring.Stamps[capacity - 1]) + sizeof(long) - (ring.Slots - RingLayout.SlotsOffset));
    }

    [Fact]
    public void Words_ThatDifferentProcessesUse_AreTwoCacheLinesApart()
    {
        using var ring = RingFile.Create(_directory.Ring(), new RingOptions { Capacity = 4 }, RecordSchema.Of<TestRecord>());
        var polled = new[]
        {
            (nint)ring.Cursor, (nint)ring.Claim, (nint)Unsafe.AsPointer(ref ring.State), (nint)Unsafe.AsPointer(ref ring.Counter(RingLayout.FullCountOffset)), (nint)ring.Slots,
            (nint)Unsafe.AsPointer(ref ring.Counter(RingLayout.LastTombstoneOffset)), (nint)Unsafe.AsPointer(ref ring.Counter(RingLayout.TombstonesOffset)),
        };
        AssertApart(polled);
        AssertApart([.. Enumerable.Range(0, RingLayout.MaxReaders).SelectMany(i => PositionAndState(ring, i))]);
        AssertApart([.. Enumerable.Range(0, RingLayout.MaxWriters).Select(i => (nint)Unsafe.AsPointer(ref ring.Writer(i).From))]);
        Assert.Throws<Xunit.Sdk.TrueException>(() => AssertApart([0, 64]));
    }

    private static nint[] PositionAndState(RingFile ring, int reader)
    {
        ref var entry = ref ring.Reader(reader);
        return [(nint)Unsafe.AsPointer(ref entry.Position), (nint)Unsafe.AsPointer(ref entry.State)];
    }

    private static void AssertApart(nint[] addresses)
    {
        for (var i = 0; i < addresses.Length; i++)
        {
            for (var j = 0; j < i; j++)
                Assert.True(addresses[i] / Apart != addresses[j] / Apart, $"words {j} and {i} share a pair of lines");
        }
    }

    private static LayoutPage.Row At(string name, byte* start, void* field, int bytes) => new(name, (byte*)field - start, bytes);

    /// <summary>Named rows are the real ones, and all rows together leave no byte out.</summary>
    private static void Compare(string heading, long from, long to, LayoutPage.Row[] real)
    {
        var rows = LayoutPage.Table(heading);
        Assert.Equal(real, rows.Where(r => r.Field != "reserved"));
        foreach (var row in rows)
        {
            Assert.Equal(from, row.Offset);
            from += row.Bytes;
        }

        Assert.Equal(to, from);
    }
}
