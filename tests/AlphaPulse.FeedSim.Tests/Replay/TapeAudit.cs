using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>Applies a whole tape to slow books and holds the tape's own promises against it.</summary>
internal sealed class TapeAudit
{
    public required IReadOnlyList<SlowBook> Books { get; init; }

    public int Checked => Books.Sum(b => b.Checked);

    public int Mismatched => Books.Sum(b => b.Mismatched);

    public int Gaps => Books.Sum(b => b.Gaps);

    public int CrossedUpdates => Books.Sum(b => b.CrossedUpdates);

    public int UnknownOrders => Books.Sum(b => b.UnknownOrders);

    public int MostLevelsInUpdate { get; private set; }

    public int SequenceBreaks { get; private set; }

    public static TapeAudit Of(CaptureTape tape)
    {
        var audit = new TapeAudit { Books = [.. tape.Instruments.All.Select(i => new SlowBook(i))] };
        var lastSequence = new long[tape.Instruments.Count];
        var startsUpdate = true;
        var levels = 0;
        var update = default(MarketEvent);
        var lastIntendedNs = 0L;
        foreach (ref readonly var e in tape.Events)
        {
            Assert.True(e.IntendedNs >= lastIntendedNs, "the intended time decreases");
            lastIntendedNs = e.IntendedNs;
            Assert.Equal(0u, e.PublishDelayNs);
            if (startsUpdate)
            {
                update = e;
                levels = 0;
                audit.CheckSequence(e, lastSequence);
            }

            Assert.True(update.InstrumentId == e.InstrumentId && update.IntendedNs == e.IntendedNs && update.VenueSequence == e.VenueSequence
                && update.SequenceStep == e.SequenceStep, "an update's events differ in instrument, time or number");
            Assert.Equal(update.Kind == EventKind.Trade, (e.Flags & EventFlags.TradeUpdate) != 0);
            if (e.Kind == EventKind.Level && (e.Flags & EventFlags.Snapshot) == 0)
                audit.MostLevelsInUpdate = Math.Max(audit.MostLevelsInUpdate, ++levels);
            CheckTick(tape.Instruments[e.InstrumentId], e);
            audit.Books[(int)e.InstrumentId].Apply(e);
            startsUpdate = e.IsLastOfUpdate;
        }

        Assert.True(startsUpdate, "the last update has no end");
        Assert.Equal(tape.Checks, audit.Checked);
        return audit;
    }

    private static void CheckTick(Instrument instrument, in MarketEvent e)
    {
        if (e.Kind is EventKind.Level or EventKind.OrderAdd or EventKind.OrderModify or EventKind.OrderReduce)
            Assert.True(e.Price % instrument.TickSize == 0, $"{e.Price} is off the tick of {instrument.TickSize}");
    }

    private void CheckSequence(in MarketEvent e, long[] last)
    {
        ref var lastSequence = ref last[e.InstrumentId];
        if (e.SequenceStep != 0 && lastSequence != 0 && e.VenueSequence - e.SequenceStep != lastSequence)
            SequenceBreaks++;
        if (e.VenueSequence != 0)
            lastSequence = e.VenueSequence;
    }
}
