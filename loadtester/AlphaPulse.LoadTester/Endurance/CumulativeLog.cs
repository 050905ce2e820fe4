using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>Everything that a run has logged, over all its sessions. Not thread-safe.</summary>
internal sealed class CumulativeLog
{
    private const double NsPerSecond = 1e9;

    public PhaseTotals Totals { get; } = new();

    public double MeasuredSecs { get; private set; }

    public long Trades => Totals.Trades;

    public long BookUpdates => Totals.BookUpdates;

    /// <summary>End of the last interval; null if there is none.</summary>
    public MachineClocks? Last { get; private set; }

    /// <summary>What comes between the last interval and the next session.</summary>
    public string OutageReason { get; set; } = "";

    public void Add(Interval interval, MachineClocks end)
    {
        Totals.Write.Add(interval.Write);
        Totals.Lag.Add(interval.Lag);
        Totals.Response.Add(interval.Response);
        Totals.Delivery.Add(interval.Delivery);
        Totals.Trades += interval.Trades;
        Totals.BookUpdates += interval.BookUpdates;
        MeasuredSecs += interval.LengthNs / NsPerSecond;
        Last = end;
    }

    /// <summary>Takes over what another one holds.</summary>
    public void Take(CumulativeLog other)
    {
        Totals.Add(other.Totals);
        MeasuredSecs += other.MeasuredSecs;
        Last = other.Last ?? Last;
    }

    public HistogramResults Histograms() => new()
    {
        Write = LogLines.Encode(Totals.Write),
        Lag = LogLines.Encode(Totals.Lag),
        Response = LogLines.Encode(Totals.Response),
        Delivery = LogLines.Encode(Totals.Delivery),
    };
}
