using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>A histogram as the points of HdrHistogram's percentile iterator, and as the .hgrm text that its plotters read.</summary>
internal sealed record PercentileCurve
{
    /// <summary>Percentile, latency in ns.</summary>
    public required IReadOnlyList<double[]> Points { get; init; }

    public required long Total { get; init; }

    public required string Hgrm { get; init; }

    /// <param name="base64">A histogram of a results file.</param>
    /// <returns>Null if there is none, or none that can be read: the rest of the report does not depend on it.</returns>
    public static PercentileCurve? Of(string base64)
    {
        if (TryDecode(base64) is not { TotalCount: > 0 } histogram)
            return null;
        using var hgrm = new StringWriter();
        PercentileDistribution.WriteHgrm(hgrm, histogram, unit: 1);
        return new PercentileCurve
        {
            Points = [.. PercentileDistribution.Steps(histogram).Select(step => new[] { step.Percentile, step.Value })],
            Total = histogram.TotalCount,
            Hgrm = hgrm.ToString(),
        };
    }

    public static LongHistogram? TryDecode(string base64)
    {
        try
        {
            return base64.Length == 0 ? null : HistogramEncoding.FromBase64(base64);
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or ArgumentException)
        {
            return null;
        }
    }
}
