using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>What one pacer records of one phase, in shared memory.</summary>
internal sealed class PhaseTelemetry
{
    public PhaseTelemetry(TelemetryBuilder telemetry, string pacer, int phase)
    {
        var prefix = $"{pacer}/phase.{phase}.";
        Write = telemetry.Histogram(prefix + "write");
        Lag = telemetry.Histogram(prefix + "lag");
        Response = telemetry.Histogram(prefix + "response");
        Trades = telemetry.Counter(prefix + "trades");
        BookUpdates = telemetry.Counter(prefix + "book_updates");
        Events = telemetry.Counter(prefix + "events");
        RefusedEvents = telemetry.Counter(prefix + "refused_events");
        LastWriteNs = telemetry.Counter(prefix + "last_write_ns");
        TradesScheduled = telemetry.Counter(prefix + "trades_scheduled");
        BookUpdatesScheduled = telemetry.Counter(prefix + "book_updates_scheduled");
    }

    /// <summary>From just before the claim to just after the publish, ns, one value an update.</summary>
    public SharedHistogram Write { get; }

    /// <summary>From the intended time to just before the claim.</summary>
    public SharedHistogram Lag { get; }

    /// <summary>From the intended time to just after the publish.</summary>
    public SharedHistogram Response { get; }

    public SharedCounter Trades { get; }

    public SharedCounter BookUpdates { get; }

    public SharedCounter Events { get; }

    /// <summary>Events that were due and not sent: the run was stopped while the ring was full.</summary>
    public SharedCounter RefusedEvents { get; }

    /// <summary>When the last update of this phase had been written, in ns after the beginning of the schedule; 0 = none was. A maximum: never to be summed.</summary>
    public SharedCounter LastWriteNs { get; }

    /// <summary>Trades that the schedule has in this phase; after a stop, until then.</summary>
    public SharedCounter TradesScheduled { get; }

    /// <summary>Book updates that the schedule has in this phase; after a stop, until then.</summary>
    public SharedCounter BookUpdatesScheduled { get; }
}
