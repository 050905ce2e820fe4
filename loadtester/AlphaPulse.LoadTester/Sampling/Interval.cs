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

    /// <summary>How late loops woke that only sleep, in feedsim, all cores; empty if it was not recorded.</summary>
    public LongHistogram Hiccup { get; } = new(HistogramLayout.LatencyNs);

    /// <summary>The same in a process that does nothing else.</summary>
    public LongHistogram ControlHiccup { get; } = new(HistogramLayout.LatencyNs);

    /// <summary>What happened in feedsim and the pipeline: collections, compilations, faults, switches.</summary>
    public RuntimeCounts Runtime { get; set; }

    /// <summary>The write latencies by the name of the phase that they belong to; empty if all belong to one. Not joined.</summary>
    public IReadOnlyList<PhaseWrites> Phases { get; init; } = [];

    /// <summary>Processor and memory; of joined intervals the average and the peak.</summary>
    public ResourceSample Resources { get; set; }

    public long LengthNs => EndNs - StartNs;

    public void Reset()
    {
        StartNs = EndNs;
        Trades = BookUpdates = 0;
        Resources = default;
        Runtime = default;
        Write.Reset();
        Lag.Reset();
        Response.Reset();
        Delivery.Reset();
        Hiccup.Reset();
        ControlHiccup.Reset();
        foreach (var phase in Phases)
            phase.Write.Reset();
    }

    /// <summary>Joins the one that follows.</summary>
    public void Add(Interval next)
    {
        Resources = Resources.Joined(LengthNs, next.Resources, next.LengthNs);
        EndNs = next.EndNs;
        Trades += next.Trades;
        BookUpdates += next.BookUpdates;
        Write.Add(next.Write);
        Lag.Add(next.Lag);
        Response.Add(next.Response);
        Delivery.Add(next.Delivery);
        Hiccup.Add(next.Hiccup);
        ControlHiccup.Add(next.ControlHiccup);
        Runtime = Runtime.Plus(next.Runtime);
    }
}
