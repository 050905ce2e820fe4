using System.Text.Json;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>One run as comparisons see it: one launch, one value a metric.</summary>
internal sealed class RunSample
{
    private static readonly JsonElement s_none = JsonSerializer.SerializeToElement<object?>(null);

    private readonly JsonElement _root;

    private RunSample(string file, JsonElement root)
    {
        (File, _root) = (file, root);
        Machine = Machine.Of(Section("environment"));
        Load = Load.Of(Section("config"));
    }

    /// <summary>The results file.</summary>
    public string File { get; }

    public Machine Machine { get; }

    public Load Load { get; }

    public string Status => ResultsJson.Text(_root, "status");

    public string Commit => ResultsJson.Text(Section("environment"), "commit");

    public string StartedAt => ResultsJson.Text(_root, "started_at");

    /// <summary>The flat figures for scripts, as they are in the file.</summary>
    public JsonElement Flat => Section("ci");

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

    /// <summary>The commits of runs, shortened.</summary>
    public static string CommitsOf(IEnumerable<RunSample> runs) =>
        string.Join(", ", runs.Select(run => run.Commit).Where(commit => commit.Length > 0).Distinct().Select(commit => commit[..Math.Min(12, commit.Length)]));

    /// <summary>Whether both files are of one run: it began at one moment with one configuration. Files that do not say when are compared whole.</summary>
    public bool IsSameRunAs(RunSample other) => StartedAt == other.StartedAt
        && (StartedAt.Length == 0 ? JsonElement.DeepEquals(_root, other._root) : JsonElement.DeepEquals(Section("config"), other.Section("config")));

    /// <summary>The metric's value; null if the file has none that is possible.</summary>
    public double? Value(Metric metric) => Number(metric.Path) is { } value && metric.IsPossible(value) ? value : null;

    public double? Number(string path) => ResultsJson.Number(_root, path);

    private JsonElement Section(string name) => _root.TryGetProperty(name, out var section) ? section : s_none;
}
