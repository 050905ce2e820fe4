using AlphaPulse.LoadTester.Options;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.SelfTesting;

/// <summary>The interval histograms of one launch: the write latencies of a real run, as an interval log keeps them.</summary>
/// <param name="File">The log.</param>
/// <param name="Intervals">In order; all of one layout; at least one, each with values.</param>
internal sealed record RecordedLaunch(string File, IReadOnlyList<LongHistogram> Intervals)
{
    /// <summary>Null after a fault.</summary>
    public static RecordedLaunch? Read(string file, FaultList faults)
    {
        try
        {
            using var log = HistogramLogReader.Open(file);
            var intervals = new List<LongHistogram>();
            while (log.Read() is { } interval)
            {
                if (interval.Tag is null && interval.Histogram.TotalCount > 0)
                    intervals.Add(interval.Histogram);
            }

            if (intervals.Count == 0)
                faults.Add(file, "has no untagged interval with values");
            else if (intervals.Any(interval => interval.Layout != intervals[0].Layout))
                faults.Add(file, "has intervals of different histogram settings");
            else
                return new RecordedLaunch(file, intervals);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            faults.Add(file, exception.Message.ReplaceLineEndings(" "));
        }

        return null;
    }
}
