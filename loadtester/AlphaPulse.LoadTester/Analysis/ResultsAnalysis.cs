using System.Text.Json;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Analysis;

/// <summary>The histograms of a results file: one for each latency.</summary>
internal static class ResultsAnalysis
{
    /// <summary>Null after a fault.</summary>
    public static AnalyzedFile? Read(string path, FaultList faults)
    {
        if (JsonInput.Read(path, RunResults.SchemaName, faults) is not { } root)
            return null;
        var series = new List<AnalyzedSeries>();
        if (root.TryGetProperty("histograms", out var histograms) && histograms.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in histograms.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.String || property.Value.GetString() is not { Length: > 0 } text)
                    continue;
                try
                {
                    series.Add(Series(root, property.Name, HistogramEncoding.FromBase64(text)));
                }
                catch (InvalidDataException exception)
                {
                    faults.Add(path, $"histograms.{property.Name}: {exception.Message}");
                    return null;
                }
            }
        }

        if (series.Count > 0)
            return new AnalyzedFile { Title = $"results of a run that reads {root.GetProperty("status")}, whole run", Series = series };
        faults.Add(path, "holds no histogram");
        return null;
    }

    // The extremes stand beside the histogram; one that does not belong to it is not taken.
    private static AnalyzedSeries Series(JsonElement root, string name, LongHistogram histogram)
    {
        var summary = name switch { "hiccup" => "noise.feed", "control_hiccup" => "noise.control", _ => $"latency.{name}" };
        var series = new AnalyzedSeries(name, histogram, 0);
        return series with { MinNs = Exact("min_ns", histogram.Min), MaxNs = Exact("max_ns", histogram.Max) };

        long Exact(string field, long known) => ResultsJson.Number(root, $"{summary}.{field}") is >= 0 and < long.MaxValue and var exact
            && histogram.Layout.LowestEquivalentValue((long)exact) == histogram.Layout.LowestEquivalentValue(known) ? (long)exact : known;
    }
}
