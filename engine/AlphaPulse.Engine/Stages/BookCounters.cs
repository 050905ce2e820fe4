using AlphaPulse.Engine.Books;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Engine.Stages;

/// <summary>What the book stage counts and measures, in shared memory. Written by the book's thread only.</summary>
internal sealed class BookCounters
{
    public BookCounters(TelemetryBuilder telemetry, int phases)
    {
        TotalEvents = telemetry.Counter("book/total.events");
        Instruments = telemetry.Counter("book/instruments");
        Checked = telemetry.Counter("book/checked");
        Mismatched = telemetry.Counter("book/mismatched");
        Crossed = telemetry.Counter("book/crossed");
        UnknownOrders = telemetry.Counter("book/unknown_orders");
        Invalid = telemetry.Counter("book/invalid");
        BadInstruments = telemetry.Counter("book/bad_instruments");
        Errors = telemetry.Counter("book/handler_errors");
        Stale = telemetry.Counter("book/stale");
        StaleNs = telemetry.Counter("book/stale_ns");
        Resyncs = telemetry.Counter("book/resyncs");
        WriterChanges = telemetry.Counter("book/writer_changes");
        PhaseEvents = [.. Enumerable.Range(0, phases).Select(p => telemetry.Counter($"book/phase.{p}.events"))];
        PhaseDeliveryUnknown = [.. Enumerable.Range(0, phases).Select(p => telemetry.Counter($"book/phase.{p}.delivery_unknown"))];
        PhaseDelivery = [.. Enumerable.Range(0, phases).Select(p => telemetry.Histogram($"book/phase.{p}.delivery"))];
    }

    /// <summary>Events that were applied, also those of unknown orders. What is invalid, of no instrument or failed in the handler is counted below instead.</summary>
    public SharedCounter TotalEvents { get; }

    /// <summary>Instruments that had an event.</summary>
    public SharedCounter Instruments { get; }

    /// <summary>Comparisons with the venue; the two sides of one best bid and offer are one.</summary>
    public SharedCounter Checked { get; }

    public SharedCounter Mismatched { get; }

    /// <summary>Updates after which the best bid was at or above the best ask.</summary>
    public SharedCounter Crossed { get; }

    /// <summary><see cref="ApplyResult.UnknownOrder"/>.</summary>
    public SharedCounter UnknownOrders { get; }

    /// <summary><see cref="ApplyResult.Invalid"/>.</summary>
    public SharedCounter Invalid { get; }

    /// <summary>Events whose instrument does not exist, or belongs to another venue.</summary>
    public SharedCounter BadInstruments { get; }

    public SharedCounter Errors { get; }

    /// <summary>Books that are stale now: the venue's next snapshot brings them back. They are not compared.</summary>
    public SharedCounter Stale { get; }

    /// <summary>How long books were stale that are no longer, summed over the books.</summary>
    public SharedCounter StaleNs { get; }

    /// <summary>Books that a snapshot brought back, each time.</summary>
    public SharedCounter Resyncs { get; }

    /// <summary>Times that a ring had another writer than before.</summary>
    public SharedCounter WriterChanges { get; }

    /// <summary>Of <see cref="TotalEvents"/>, those of a phase, by intended time. Snapshots that simulated venues repeat belong to none.</summary>
    public SharedCounter[] PhaseEvents { get; }

    /// <summary>Updates that were published so late that their events cannot say when: they have no delivery.</summary>
    public SharedCounter[] PhaseDeliveryUnknown { get; }

    /// <summary>One delivery an update: publish to applied, nanoseconds.</summary>
    public SharedHistogram[] PhaseDelivery { get; }
}
