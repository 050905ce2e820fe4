using System.Globalization;
using AlphaPulse.Engine.Stages;
using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Hosting;

/// <summary>What the stages counted, as a few lines for a person. To be written when the pipeline has stopped.</summary>
internal sealed class RunSummary(InstrumentDirectory instruments, SequenceTrack[] tracks, GuardCounters guard, BookCounters book, int rings, int booksJoinedLate)
{
    public int Rings => rings;

    public int Instruments => instruments.Count;

    /// <summary>Books whose beginning was missed; they are not compared before their next snapshot.</summary>
    public int BooksJoinedLate => booksJoinedLate;

    public void Write(TextWriter output)
    {
        output.WriteLine($"events       {Number(book.TotalEvents.Value)} of {Number(book.Instruments.Value)} instruments");
        output.WriteLine($"books        {Number(book.Checked.Value)} checked, {Number(book.Mismatched.Value)} mismatched, {Number(book.Crossed.Value)} crossed");
        output.WriteLine($"sequence     {Number(guard.Gaps.Value)} gaps, {Number(guard.Duplicates.Value)} duplicates, {Number(guard.Restarts.Value)} restarts");
        if (book.Stale.Value + book.Resyncs.Value > 0)
            output.WriteLine($"recovery     {Number(book.Resyncs.Value)} books brought back by snapshots, {Number(book.Stale.Value)} still stale");
        var odd = book.Invalid.Value + book.BadInstruments.Value + book.Errors.Value + guard.Errors.Value;
        if (odd + book.UnknownOrders.Value > 0)
        {
            output.WriteLine($"unusual      {Number(book.UnknownOrders.Value)} of unknown orders, {Number(book.Invalid.Value)} invalid, "
                + $"{Number(book.BadInstruments.Value)} of no instrument, {Number(book.Errors.Value + guard.Errors.Value)} handler errors");
        }

        for (var i = 0; i < tracks.Length; i++)
        {
            ref readonly var track = ref tracks[i];
            if (track.Gaps + track.Duplicates + track.Restarts > 0)
            {
                var instrument = instruments[(uint)i];
                output.WriteLine($"  {instrument.VenueName} {instrument.Symbol}: {Number(track.Gaps)} gaps, {Number(track.Duplicates)} duplicates, {Number(track.Restarts)} restarts");
            }
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
