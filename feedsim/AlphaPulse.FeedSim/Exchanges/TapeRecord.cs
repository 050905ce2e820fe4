using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// What a tape keeps of an event: everything that is the same on every lap. Times, ids and venue sequences are stamped
/// when it is published. 24 bytes instead of 64, so that ten venues' tapes stay small.
/// </summary>
internal struct TapeRecord
{
    /// <summary>Price, or the hash of a <see cref="EventKind.HashCheck"/>.</summary>
    public long Price;

    public long Quantity;

    /// <summary>Index of the instrument at its venue.</summary>
    public ushort Symbol;

    public EventKind Kind;

    public EventFlags Flags;

    /// <summary>On the first record of an update: how many records it has.</summary>
    public ushort UpdateEvents;
}
