using System.Runtime.CompilerServices;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>Records whose content follows from their sequence, so that the receiver can tell lost, doubled and torn ones.</summary>
internal static class Payload
{
    // No instrument has this index: the record that ends a measurement.
    private const uint EndMark = uint.MaxValue;

    /// <summary>Fills all 64 bytes in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Fill(ref MarketEvent record, long sequence, long intendedNs, long publishNs)
    {
        record.VenueTimeNs = intendedNs;
        record.IntendedNs = intendedNs;
        record.Price = sequence + 13;
        record.Quantity = sequence * 7;
        record.Id = sequence;
        record.VenueSequence = sequence;
        record.PublishDelayNs = (uint)(publishNs - intendedNs);
        record.InstrumentId = 1;
        record.SequenceStep = 1;
        record.Venue = 1;
        record.Kind = EventKind.Trade;
        record.Flags = EventFlags.LastOfUpdate;
    }

    internal static void FillEnd(ref MarketEvent record, long sequence)
    {
        Fill(ref record, sequence, 0, 0);
        record.InstrumentId = EndMark;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsIntact(in MarketEvent record, long sequence) =>
        ((record.Id ^ sequence) | (record.Price ^ (sequence + 13)) | (record.Quantity ^ (sequence * 7))) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsEnd(in MarketEvent record) => record.InstrumentId == EndMark;
}
