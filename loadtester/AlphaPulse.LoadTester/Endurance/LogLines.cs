using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>Interval ↔ line of the log. Pure.</summary>
internal static class LogLines
{
    public static LogLine Of(Interval interval, SessionSample sample, int session, MachineClocks now, long measuredRingFull) => new()
    {
        Session = session,
        At = now.At,
        MonotonicNs = now.MonotonicNs,
        StartNs = interval.StartNs,
        EndNs = interval.EndNs,
        Trades = interval.Trades,
        OrderbookUpdates = interval.BookUpdates,
        CpuPercent = Math.Round(interval.Resources.CpuPercent, 3),
        MemoryBytes = interval.Resources.MemoryBytes,
        RingLagEvents = sample.Totals.Written - sample.Totals.Delivered,
        WriteP50Ns = LatencySummaries.Percentile(interval.Write, 50),
        WriteP99Ns = LatencySummaries.Percentile(interval.Write, 99),
        ResponseP99Ns = LatencySummaries.Percentile(interval.Response, 99),
        DeliveryP50Ns = LatencySummaries.Percentile(interval.Delivery, 50),
        DeliveryP99Ns = LatencySummaries.Percentile(interval.Delivery, 99),
        MeasuredRingFull = measuredRingFull,
        Events = sample.Events,
        RefusedEvents = sample.RefusedEvents,
        Totals = sample.Totals,
        Processes = sample.Processes,
        Write = Encode(interval.Write),
        Lag = Encode(interval.Lag),
        Response = Encode(interval.Response),
        Delivery = Encode(interval.Delivery),
        Hiccup = Encode(interval.Hiccup),
        ControlHiccup = Encode(interval.ControlHiccup),
    };

    /// <summary>The interval, with times after the start of its session. Its extremes are those of the histograms' buckets.</summary>
    /// <exception cref="InvalidDataException">A histogram of it is damaged, or of other settings than this version's.</exception>
    public static Interval ToInterval(LogLine line)
    {
        var interval = new Interval
        {
            StartNs = line.StartNs,
            EndNs = line.EndNs,
            Trades = line.Trades,
            BookUpdates = line.OrderbookUpdates,
            Resources = new ResourceSample(line.CpuPercent, line.MemoryBytes),
        };
        AddTo(interval.Write, line.Write);
        AddTo(interval.Lag, line.Lag);
        AddTo(interval.Response, line.Response);
        AddTo(interval.Delivery, line.Delivery);
        AddTo(interval.Hiccup, line.Hiccup);
        AddTo(interval.ControlHiccup, line.ControlHiccup);
        return interval;
    }

    public static string Encode(LongHistogram histogram) => histogram.TotalCount == 0 ? "" : HistogramEncoding.ToBase64(histogram);

    private static void AddTo(LongHistogram target, string encoded)
    {
        if (encoded.Length == 0)
            return;
        try
        {
            target.Add(HistogramEncoding.FromBase64(encoded));
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }
}
