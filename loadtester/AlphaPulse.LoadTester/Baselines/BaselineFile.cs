using System.Text.Json;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Baselines;

/// <summary>A baseline ↔ its JSON file, schema <c>alphapulse.baseline/1</c>. Mean, sigma and so on are there for people; only the values are read back.</summary>
internal static class BaselineFile
{
    private static readonly string[] s_sections = ["machine", "load", "thresholds", "metrics"];

    public static string ToText(Baseline baseline) => JsonSerializer.Serialize(
        new
        {
            Schema = Baseline.SchemaName,
            baseline.Name,
            baseline.Version,
            baseline.SavedAt,
            baseline.Runs,
            baseline.Commits,
            baseline.Machine,
            Load = baseline.Load.Fields.ToDictionary(field => field.Key, field => JsonSerializer.Deserialize<JsonElement>(field.Value)),
            baseline.Thresholds,
            baseline.Metrics,
        },
        ReadableJson.Options) + "\n";

    /// <summary>Null after a fault.</summary>
    public static Baseline? Read(string path, FaultList faults)
    {
        if (JsonInput.Read(path, Baseline.SchemaName, faults) is not { } root)
            return null;
        if (Missing(root) is { } missing)
        {
            faults.Add(path, $"lacks the field '{missing}'");
            return null;
        }

        var metrics = root.GetProperty("metrics").EnumerateObject()
            .Where(property => Metrics.Find(property.Name) is not null)
            .ToDictionary(property => property.Name, property => new MetricSummary(Values(property.Value)));
        return new Baseline
        {
            Name = root.GetProperty("name").ToString(),
            Version = (int)(ResultsJson.Number(root, "version") ?? 1),
            SavedAt = root.TryGetProperty("saved_at", out var saved) && saved.ValueKind == JsonValueKind.String && saved.TryGetDateTime(out var at) ? at : default,
            Machine = Machine.Of(root.GetProperty("machine")),
            Load = Load.Of(root.GetProperty("load")),
            Commits = root.TryGetProperty("commits", out var commits) ? commits.ToString() : "",
            Thresholds = root.GetProperty("thresholds").EnumerateObject()
                .Where(property => Metrics.Find(property.Name) is not null && property.Value.ValueKind == JsonValueKind.Number && property.Value.GetDouble() > 0)
                .ToDictionary(property => property.Name, property => property.Value.GetDouble()),
            Metrics = metrics,
            Runs = metrics.Count == 0 ? 0 : metrics.Values.Max(summary => summary.Values.Count),
        };
    }

    private static double[] Values(JsonElement summary) =>
        summary.ValueKind == JsonValueKind.Object && summary.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.Number).Select(value => value.GetDouble()).Where(value => double.IsFinite(value) && value >= 0)]
            : [];

    private static string? Missing(JsonElement root)
    {
        if (!root.TryGetProperty("name", out _))
            return "name";
        return s_sections.FirstOrDefault(name => !root.TryGetProperty(name, out var section) || section.ValueKind != JsonValueKind.Object);
    }
}
