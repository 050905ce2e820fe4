using System.Runtime.InteropServices;

namespace AlphaPulse.MarketData;

/// <summary>
/// One event of a market-data feed: exactly 64 bytes, one cache line, little-endian, no references.
/// An update (what one venue message caused) is 1..n events published together, the last one flagged
/// <see cref="EventFlags.LastOfUpdate"/>.
/// </summary>
/// <remarks>
/// A plain value with no behaviour; not thread-safe by itself, the ring that carries it is.
/// Prices and quantities are integers in the instrument's own decimals (see <see cref="Instrument"/>): 61737.63 with
/// two decimals is 6173763. Never a floating-point number.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
public struct MarketEvent
{
    /// <summary>Size of the record in bytes.</summary>
    public const int SizeBytes = 64;

    /// <summary>Nanoseconds since the Unix epoch, as the venue stamped it.</summary>
    [FieldOffset(0)] public long VenueTimeNs;

    /// <summary>When the schedule wanted this event to be sent, in nanoseconds of the run's clock. All events of an update share it.</summary>
    [FieldOffset(8)] public long IntendedNs;

    /// <summary>Price in units of 10^-PriceDecimals of the instrument.</summary>
    [FieldOffset(16)] public long Price;

    /// <summary>Quantity in units of 10^-QuantityDecimals of the instrument.</summary>
    [FieldOffset(24)] public long Quantity;

    /// <summary>Trade id, order id, or the value of a check; its meaning follows from <see cref="Kind"/>.</summary>
    [FieldOffset(32)] public long Id;

    /// <summary>The number that the venue gave to this update, per instrument; 0 = the venue numbers nothing.</summary>
    [FieldOffset(40)] public long VenueSequence;

    /// <summary>Nanoseconds from <see cref="IntendedNs"/> to the writer's clock reading just before the claim; <see cref="uint.MaxValue"/> (about 4.29 s) = that or more, how much is not known.</summary>
    [FieldOffset(48)] public uint PublishDelayNs;

    /// <summary>Index into the run's <see cref="InstrumentDirectory"/>.</summary>
    [FieldOffset(52)] public uint InstrumentId;

    /// <summary>
    /// By how much <see cref="VenueSequence"/> advances over the instrument's previous update: this update covers
    /// (VenueSequence − SequenceStep, VenueSequence]. 0 = the numbers are not contiguous and say nothing about gaps.
    /// </summary>
    [FieldOffset(56)] public uint SequenceStep;

    /// <summary>Index of the venue in the run.</summary>
    [FieldOffset(60)] public ushort Venue;

    /// <summary>What the event says.</summary>
    [FieldOffset(62)] public EventKind Kind;

    /// <summary>Qualifiers.</summary>
    [FieldOffset(63)] public EventFlags Flags;

    /// <summary>False if the update was sent so late that <see cref="PublishDelayNs"/> cannot say how late. Such an update has no delivery time: it is counted instead.</summary>
    public readonly bool IsPublishTimeKnown => PublishDelayNs != uint.MaxValue;

    /// <summary>The writer's clock reading just before the claim, in nanoseconds of the run's clock; too early where <see cref="IsPublishTimeKnown"/> is false.</summary>
    public readonly long PublishNs => IntendedNs + PublishDelayNs;

    /// <summary>True for an ask, a sell order or an aggressor that sold.</summary>
    public readonly bool IsSell => (Flags & EventFlags.Sell) != 0;

    /// <summary>True on the last event of an update.</summary>
    public readonly bool IsLastOfUpdate => (Flags & EventFlags.LastOfUpdate) != 0;
}
