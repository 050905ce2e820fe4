using System.Text;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>The histograms of a run as one HdrHistogram log, a line each: write latency untagged, the others tagged.</summary>
internal static class HistogramLog
{
    private const double NsPerSecond = 1e9;

    /// <summary>Empty if the results hold no write latencies: a log needs an untagged line.</summary>
    public static string Of(RunResults results)
    {
        var histograms = results.Histograms;
        if (PercentileCurve.TryDecode(histograms.Write) is not { } write)
            return "";
        using var stream = new MemoryStream();
        using var log = new HistogramLogWriter(stream, new DateTimeOffset(DateTime.SpecifyKind(results.StartedAt, DateTimeKind.Utc)), "AlphaPulse: the histograms of a results file");
        var lengthNs = (long)Math.Min(results.DurationSecs * NsPerSecond, long.MaxValue / 2);
        log.Write(0, lengthNs, write);
        Add("lag", histograms.Lag);
        Add("response", histograms.Response);
        Add("delivery", histograms.Delivery);
        Add("hiccup", histograms.Hiccup);
        Add("control_hiccup", histograms.ControlHiccup);
        return Encoding.ASCII.GetString(stream.ToArray());

        void Add(string tag, string base64)
        {
            if (PercentileCurve.TryDecode(base64) is { } histogram)
                log.Write(0, lengthNs, histogram, tag);
        }
    }
}
