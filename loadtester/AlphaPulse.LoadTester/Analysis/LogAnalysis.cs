using System.Globalization;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Analysis;

/// <summary>Sums a histogram log by tag.</summary>
internal static class LogAnalysis
{
    // A sum is 200 KB and more: a file with more tags than any recorder has must not take the memory.
    private const int MostTags = 1_000;

    /// <summary>Null after a fault: a line that is wrong, settings that cannot be summed, nothing in the range.</summary>
    public static AnalyzedFile? Read(string path, TimeRange range, FaultList faults)
    {
        using var reader = HistogramLogReader.Open(path);
        var sums = new Dictionary<string, (HistogramSum Sum, long Intervals)>();
        var (first, last, startTime, before) = (double.MaxValue, double.MinValue, (double?)null, 0L);
        try
        {
            while (reader.Read() is { } interval)
            {
                startTime ??= reader.StartTimeSeconds;
                if (!range.Contains(interval.StartSeconds))
                {
                    before++;
                    continue;
                }

                var name = interval.Tag ?? "";
                if (!sums.TryGetValue(name, out var entry))
                    entry = sums.Count < MostTags ? (new HistogramSum(), 0) : throw new InvalidDataException($"line {interval.Line}: it is the {MostTags + 1:N0}th tag, at most {MostTags:N0} are accepted.");
                Add(entry.Sum, interval);
                sums[name] = (entry.Sum, entry.Intervals + 1);
                first = Math.Min(first, interval.StartSeconds);
                last = Math.Max(last, interval.StartSeconds + interval.LengthSeconds);
            }
        }
        catch (InvalidDataException exception)
        {
            faults.Add(path, exception.Message);
            return null;
        }

        if (sums.Count == 0)
        {
            faults.Add(path, before == 0 ? "holds no interval" : $"none of its {before:N0} intervals begins within the range");
            return null;
        }

        var series = sums.OrderBy(pair => pair.Key.Length > 0).Select(pair => new AnalyzedSeries(pair.Key.Length == 0 ? null : pair.Key, pair.Value.Sum.Total!, pair.Value.Intervals)).ToArray();
        var started = DateTimeOffset.FromUnixTimeMilliseconds((long)(Math.Max(0, startTime!.Value) * 1000)).UtcDateTime;
        return new AnalyzedFile
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"HdrHistogram log, started {started:yyyy-MM-dd HH:mm:ss} UTC, {first:F3} s to {last:F3} s after that"),
            Series = series,
            Notes = reader.IsLastLineCut ? ["The last line is cut off, as a killed writer leaves it, and was left out."] : [],
            StartTimeSeconds = startTime,
        };
    }

    private static void Add(HistogramSum sum, HistogramLogInterval interval)
    {
        try
        {
            sum.Add(interval.Histogram);
        }
        catch (Exception exception) when (exception is InvalidDataException or OverflowException)
        {
            throw new InvalidDataException($"line {interval.Line}: {exception.Message}");
        }
    }
}
