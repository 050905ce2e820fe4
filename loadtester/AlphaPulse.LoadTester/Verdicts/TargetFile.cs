using System.Text.Json;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>
/// Reads limits to judge a results file by: <c>{ "schema": "alphapulse.targets/1", "name": …, "description": …, "targets": { metric: limit } }</c>.
/// The metrics are those of <see cref="Metrics"/>; which side of a limit is good belongs to the metric.
/// </summary>
internal static class TargetFile
{
    public const string SchemaName = "alphapulse.targets/1";

    private static readonly string[] s_keys = ["schema", "name", "description", "targets"];

    public static IReadOnlyList<Objective> Read(string path, FaultList faults)
    {
        var objectives = new List<Objective>();
        if (JsonInput.Read(path, SchemaName, faults) is not { } root)
            return objectives;
        foreach (var property in root.EnumerateObject())
        {
            if (!s_keys.Contains(property.Name))
                faults.Add(path, $"'{property.Name}' is not a key of a target file{NearestName.Hint(property.Name, s_keys)}");
        }

        if (!root.TryGetProperty("targets", out var targets) || targets.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path, "'targets' is missing: expected \"targets\": { \"write_p99_ns\": 1000 }");
            return objectives;
        }

        foreach (var target in targets.EnumerateObject())
        {
            if (Metrics.Find(target.Name) is not { } metric)
                faults.Add(path, $"'{target.Name}' is not a metric{NearestName.Hint(target.Name, [.. Metrics.All.Select(known => known.Name)])}");
            else if (target.Value.ValueKind != JsonValueKind.Number || !target.Value.TryGetDouble(out var limit) || !double.IsFinite(limit) || limit < 0)
                faults.Add(path, $"'{target.Name}': {target.Value.GetRawText()} is not a limit, allowed: a number of at least 0{MetricText.Unit(metric)}");
            else
                objectives.Add(new Objective(metric, limit));
        }

        if (objectives.Count == 0 && faults.IsEmpty)
            faults.Add(path, "'targets' names no metric");
        return objectives;
    }
}
