using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>What the telemetry of both programs holds for one phase, or for several together.</summary>
internal sealed class PhaseTotals
{
    public LongHistogram Write { get; } = new(HistogramLayout.LatencyNs);

    public LongHistogram Lag { get; } = new(HistogramLayout.LatencyNs);

    public LongHistogram Response { get; } = new(HistogramLayout.LatencyNs);

    public LongHistogram Delivery { get; } = new(HistogramLayout.LatencyNs);

    public long Trades { get; set; }

    public long BookUpdates { get; set; }

    public long Events { get; set; }

    public long RefusedEvents { get; set; }

    public void Add(PhaseTotals other)
    {
        Write.Add(other.Write);
        Lag.Add(other.Lag);
        Response.Add(other.Response);
        Delivery.Add(other.Delivery);
        Trades += other.Trades;
        BookUpdates += other.BookUpdates;
        Events += other.Events;
        RefusedEvents += other.RefusedEvents;
    }

    /// <summary>Takes away what was there before, of a feed that ran already.</summary>
    public void Subtract(PhaseTotals earlier)
    {
        Write.Subtract(earlier.Write);
        Lag.Subtract(earlier.Lag);
        Response.Subtract(earlier.Response);
        Delivery.Subtract(earlier.Delivery);
        Trades -= earlier.Trades;
        BookUpdates -= earlier.BookUpdates;
        Events -= earlier.Events;
        RefusedEvents -= earlier.RefusedEvents;
    }
}
