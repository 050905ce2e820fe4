namespace AlphaPulse.Telemetry.Histograms;

/// <summary>One line of a histogram log.</summary>
/// <param name="Tag">Which series it belongs to; <c>null</c> for the untagged primary one.</param>
/// <param name="StartSeconds">When it began, after the log's start time.</param>
/// <param name="AbsoluteStartSeconds">When it began, since 1970 if the log says what its times are relative to.</param>
/// <param name="LengthSeconds">How long it lasted.</param>
/// <param name="Histogram">What was recorded meanwhile.</param>
/// <param name="Line">Number of its line in the file, from 1.</param>
public sealed record HistogramLogInterval(string? Tag, double StartSeconds, double AbsoluteStartSeconds, double LengthSeconds, LongHistogram Histogram, long Line);
