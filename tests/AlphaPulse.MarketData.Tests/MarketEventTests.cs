using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AlphaPulse.MarketData.Tests;

public class MarketEventTests
{
    [Fact]
    public void Size_OfARecord_IsOneCacheLine() => Assert.Equal(64, Unsafe.SizeOf<MarketEvent>());

    [Theory]
    [InlineData(nameof(MarketEvent.VenueTimeNs), 0)]
    [InlineData(nameof(MarketEvent.IntendedNs), 8)]
    [InlineData(nameof(MarketEvent.Price), 16)]
    [InlineData(nameof(MarketEvent.Quantity), 24)]
    [InlineData(nameof(MarketEvent.Id), 32)]
    [InlineData(nameof(MarketEvent.VenueSequence), 40)]
    [InlineData(nameof(MarketEvent.PublishDelayNs), 48)]
    [InlineData(nameof(MarketEvent.InstrumentId), 52)]
    [InlineData(nameof(MarketEvent.SequenceStep), 56)]
    [InlineData(nameof(MarketEvent.Venue), 60)]
    [InlineData(nameof(MarketEvent.Kind), 62)]
    [InlineData(nameof(MarketEvent.Flags), 63)]
    public void Field_InARecord_LiesWhereTheFormatSays(string field, int offset) =>
        Assert.Equal(offset, Marshal.OffsetOf<MarketEvent>(field).ToInt32());

    [Fact]
    public void Bytes_OfARecord_AreTheFormats()
    {
        var e = new MarketEvent { Price = 6_173_763, Venue = 7, Kind = EventKind.Trade, Flags = EventFlags.Sell | EventFlags.LastOfUpdate };
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<MarketEvent>(in e));
        Assert.Equal(6_173_763, BitConverter.ToInt64(bytes[16..]));
        Assert.Equal([7, 0, 1, 3], bytes[60..].ToArray());
    }

    [Theory]
    [InlineData(EventFlags.None, false, false)]
    [InlineData(EventFlags.Sell, true, false)]
    [InlineData(EventFlags.LastOfUpdate, false, true)]
    [InlineData(EventFlags.Sell | EventFlags.LastOfUpdate | EventFlags.Snapshot, true, true)]
    public void Flags_OfAnEvent_AreReadBack(EventFlags flags, bool isSell, bool isLast)
    {
        var e = new MarketEvent { Flags = flags };
        Assert.Equal(isSell, e.IsSell);
        Assert.Equal(isLast, e.IsLastOfUpdate);
    }

    [Fact]
    public void PublishNs_OfALateEvent_IsIntendedTimePlusDelay() =>
        Assert.Equal(5_000_000_000, new MarketEvent { IntendedNs = 4_999_999_000, PublishDelayNs = 1_000 }.PublishNs);

    // The values are part of the format: a change breaks every recorded ring.
    [Theory]
    [InlineData(EventKind.Trade, 1)]
    [InlineData(EventKind.Level, 2)]
    [InlineData(EventKind.OrderAdd, 3)]
    [InlineData(EventKind.OrderModify, 4)]
    [InlineData(EventKind.OrderReduce, 5)]
    [InlineData(EventKind.Clear, 6)]
    [InlineData(EventKind.SnapshotBegin, 7)]
    [InlineData(EventKind.SnapshotEnd, 8)]
    [InlineData(EventKind.Gap, 9)]
    [InlineData(EventKind.HashCheck, 10)]
    [InlineData(EventKind.CrcCheck, 11)]
    [InlineData(EventKind.TopCheck, 12)]
    public void Kind_InTheFormat_HasItsNumber(EventKind kind, byte number) => Assert.Equal(number, (byte)kind);
}
