using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>What was measured between two moments. Times are nanoseconds after the start of the measured time. Not thread-safe.</summary>
internal sealed class Interval
{
    public long StartNs { get; set; }

    public long EndNs { get; set; }

    public long Trades { get; set; }

    public long BookUpdates { get; set; }

    public LongHistogram Write { get; } = new(HistogramLayout.LatencyNs);

    public LongHistogram Lag { get; } = new(HistogramLayout.LatencyNs);

    public LongHistogram Response { get; } = new(HistogramLayout.LatencyNs);

    public LongHistogram Delivery { get; } = new(HistogramLayout.LatencyNs);

    /// <summary>Processor and memory; of joined intervals the average and the peak.</summary>
    public ResourceSample Resources { get; set; }

    public long LengthNs => EndNs - StartNs;

    public void Reset()
    {
        StartNs = EndNs;
        Trades = BookUpdates = 0;
        Resources = default;
        Write.Reset();
        Lag.Reset();
        Response.Reset();
        Delivery.Reset();
    }

    /// <summary>Joins the one that follows.</summary>
    public void Add(Interval next)
    {
        var lengthNs = LengthNs + next.LengthNs;
        if (lengthNs > 0)
            Resources = new ResourceSample(((Resources.CpuPercent * LengthNs) + (next.Resources.CpuPercent * next.LengthNs)) / lengthNs, Math.Max(Resources.MemoryBytes, next.Resources.MemoryBytes));
        EndNs = next.EndNs;
        Trades += next.Trades;
        BookUpdates += next.BookUpdates;
        Write.Add(next.Write);
        Lag.Add(next.Lag);
        Response.Add(next.Response);
        Delivery.Add(next.Delivery);
    }
}
