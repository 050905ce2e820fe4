using System.Globalization;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Analysis;

/// <summary>The comments with which HdrHistogram's <c>HistogramLogProcessor</c> begins its files, its time zone being UTC.</summary>
internal static class ReferenceHeader
{
    public static string Range(string title, TimeRange range) => string.Create(
        CultureInfo.InvariantCulture,
        $"#[{title} between {range.StartSecs:F3} and {(range.EndSecs < double.MaxValue ? range.EndSecs.ToString("F3", CultureInfo.InvariantCulture) : "<Infinite>")} seconds (relative to StartTime)]\n");

    /// <summary>Nothing for a log that begins at 0, as the reference has it.</summary>
    public static string StartTime(double seconds) => seconds == 0
        ? ""
        : $"#[StartTime: {HistogramLogText.Fixed(seconds, 3)} (seconds since epoch), {HistogramLogText.Date(DateTimeOffset.FromUnixTimeMilliseconds((long)(Math.Max(0, seconds) * 1000)))}]\n";
}
