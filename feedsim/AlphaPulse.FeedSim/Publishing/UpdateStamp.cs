using System.Runtime.CompilerServices;
using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>What an update's events have in common and a tape cannot know: times, ids, sequence.</summary>
internal readonly struct UpdateStamp
{
    public required long VenueTimeNs { get; init; }

    public required long IntendedNs { get; init; }

    public required uint PublishDelayNs { get; init; }

    public required long VenueSequence { get; init; }

    public required long TradeId { get; init; }

    public required uint InstrumentId { get; init; }

    public required ushort Venue { get; init; }

    /// <summary>The delay as the event carries it: 0 if early, <see cref="uint.MaxValue"/> (unknown) if later than it can hold.</summary>
    public static uint Delay(long lagNs) => (uint)Math.Clamp(lagNs, 0, uint.MaxValue);

    /// <summary>Fills all fields of an event from its record and this stamp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill(ref MarketEvent target, in TapeRecord record)
    {
        var isCheck = record.Kind == EventKind.HashCheck;
        target.VenueTimeNs = VenueTimeNs;
        target.IntendedNs = IntendedNs;
        target.Price = isCheck ? 0 : record.Price;
        target.Quantity = record.Quantity;
        target.Id = isCheck ? record.Price : record.Kind == EventKind.Trade ? TradeId : 0;
        target.VenueSequence = VenueSequence;
        target.PublishDelayNs = PublishDelayNs;
        target.InstrumentId = InstrumentId;
        target.SequenceStep = 1;
        target.Venue = Venue;
        target.Kind = record.Kind;
        target.Flags = record.Flags;
    }
}
