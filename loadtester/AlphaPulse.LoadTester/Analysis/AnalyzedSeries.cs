using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Analysis;

/// <summary>One series of a file, summed.</summary>
/// <param name="Tag">Its name; null for the untagged one of a log.</param>
/// <param name="Histogram">The sum, in nanoseconds.</param>
/// <param name="Intervals">Of how many intervals; 0 where the file has only the sum.</param>
internal sealed record AnalyzedSeries(string? Tag, LongHistogram Histogram, long Intervals)
{
    /// <summary>The smallest value; an encoded histogram knows it to the width of a counter, the file may know it better.</summary>
    public long MinNs { get; init; } = Histogram.Min;

    /// <summary>The largest value, likewise.</summary>
    public long MaxNs { get; init; } = Histogram.Max;

    public const string UntaggedName = "(untagged)";

    public string Name => Tag ?? UntaggedName;
}
