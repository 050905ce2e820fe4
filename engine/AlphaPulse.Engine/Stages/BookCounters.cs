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
        PhaseEvents = [.. Enumerable.Range(0, phases).Select(p => telemetry.Counter($"book/phase.{p}.events"))];
        PhaseDelivery = [.. Enumerable.Range(0, phases).Select(p => telemetry.Histogram($"book/phase.{p}.delivery"))];
    }

    /// <summary>All events, also those that are counted below as something else.</summary>
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

    /// <summary>Events by the phase of their intended time.</summary>
    public SharedCounter[] PhaseEvents { get; }

    /// <summary>One delivery an update: publish to applied, nanoseconds.</summary>
    public SharedHistogram[] PhaseDelivery { get; }
}
