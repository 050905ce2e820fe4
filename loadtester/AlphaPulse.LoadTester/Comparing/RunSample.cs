using System.Text.Json;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>One run as comparisons see it: one launch, one value a metric.</summary>
internal sealed class RunSample
{
    // Where a run lies and what its random numbers start from is no part of its load.
    private static readonly string[] s_noLoad = ["profile", "directory", "directory_is_tmpfs", "attach", "seed"];

    private readonly JsonElement _root;

    private RunSample(string file, JsonElement root)
    {
        (File, _root) = (file, root);
        Machine = Machine.Of(Section("environment"));
    }

    /// <summary>The results file.</summary>
    public string File { get; }

    public Machine Machine { get; }

    public string Status => Text(_root, "status");

    public string Commit => Text(Section("environment"), "commit");

    public string StartedAt => Text(_root, "started_at");

    /// <summary>A run that did not measure what it was to measure is no sample, whatever its numbers.</summary>
    public bool IsUsable => Status is "passed" or "failed" or "partial" or "inconclusive";

    public double ClockGranularityNs => Math.Max(1, Number("environment.clock_granularity_ns") ?? 1);

    public double ClockCostNs => Number("environment.clock_cost_ns") ?? 0;

    public static RunSample? Read(string file, FaultList faults)
    {
        if (JsonInput.Read(file, RunResults.SchemaName, faults) is { } root)
            return new RunSample(file, root);
        return null;
    }

    /// <summary>The metric's value; null if the file has none that is possible.</summary>
    public double? Value(Metric metric) => Number(metric.Path) is { } value && metric.IsPossible(value) ? value : null;

    public double? Number(string path) => ResultsJson.Number(_root, path);

    /// <summary>In what its load differs from another run's, a phrase each; fields that only one of the two versions knows do not count.</summary>
    public IEnumerable<string> LoadDifferencesTo(RunSample other)
    {
        if (Section("config") is not { ValueKind: JsonValueKind.Object } own || other.Section("config") is not { ValueKind: JsonValueKind.Object } others)
            yield break;
        foreach (var property in own.EnumerateObject())
        {
            if (!s_noLoad.Contains(property.Name) && others.TryGetProperty(property.Name, out var value) && property.Value.GetRawText() != value.GetRawText())
                yield return $"{property.Name} {property.Value.GetRawText()} and {value.GetRawText()}";
        }
    }

    private JsonElement Section(string name) => _root.TryGetProperty(name, out var section) ? section : default;

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
