using System.Globalization;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace AlphaPulse.LoadTester.Profiles;

/// <summary>
/// Reads a profile from YAML: <c>name</c>, <c>description</c>, the load test's options by their long names, and
/// <c>objectives</c>, a map from metric names to limits (added to the default objectives, replacing those of the same metric).
/// Every key that is not known is a fault, and so are nesting deeper than 32 levels and aliases, which no profile needs.
/// </summary>
internal static class ProfileFile
{
    /// <summary>Options that a profile can set. Output and attachment belong to the command line alone.</summary>
    public static readonly IReadOnlyList<string> OptionKeys =
    [
        "exchanges", "trades-per-second", "orderbook-updates-per-second", "duration-secs", "symbol-count",
        "pattern", "arrival", "seed", "warmup-secs", "ring-capacity", "wait", "threads", "outlier-threshold", "hiccups",
        NoiseBudgetOption.Name,
    ];

    private static readonly IReadOnlyList<string> s_keys = ["name", "description", .. OptionKeys, "objectives"];

    // A profile is a few lines; more is not a profile.
    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 32;

    public static Profile? Read(string path, FaultList faults)
    {
        if (InputFile.Read(path, MaxBytes, faults) is not { } text)
            return null;
        try
        {
            if (Excess(text) is { } excess)
            {
                faults.Add($"{path}:{excess.Line}", excess.Message);
                return null;
            }

            using var reader = new StringReader(text);
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
                return ReadRoot(path, root, faults);
            faults.Add(path, "is not a profile file: expected 'key: value' lines, for example 'exchanges: 5'");
        }
        catch (YamlException exception)
        {
            faults.Add($"{path}:{exception.Start.Line}", $"is not YAML: {FirstLine(exception.Message)}");
        }

        return null;
    }

    // The tree of nodes is built and compared by recursion, and a stack that overflows ends the process without a word: the
    // parser below it, which has none, goes over the text first.
    private static (long Line, string Message)? Excess(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            if (parser.Current is MappingStart or SequenceStart && ++depth > MaxDepth)
                return (parser.Current.Start.Line, $"is nested more than {MaxDepth} levels deep");
            if (parser.Current is MappingEnd or SequenceEnd)
                depth--;
            if (parser.Current is AnchorAlias alias)
                return (alias.Start.Line, $"'*{alias.Value}': aliases are not allowed in a profile");
        }

        return null;
    }

    private static Profile ReadRoot(string path, YamlMappingNode root, FaultList faults)
    {
        var values = new Dictionary<string, string>();
        var objectives = BuiltInProfiles.DefaultObjectives.ToList();
        foreach (var (keyNode, valueNode) in root.Children)
        {
            var key = keyNode.ToString().Replace('_', '-');
            var place = $"{path}:{keyNode.Start.Line}";
            if (!s_keys.Contains(key))
                faults.Add(place, $"'{keyNode}' is not a key of a profile{NearestName.Hint(key, s_keys)}");
            else if (key == "objectives")
                ReadObjectives(path, valueNode, objectives, faults);
            else if (key == "pattern")
            {
                if (PatternNode.Text(valueNode, path, faults) is { } pattern && !values.TryAdd(key, pattern))
                    faults.Add(place, "'pattern' is given more than once");
            }
            else if (valueNode is not YamlScalarNode { Value: { Length: > 0 } text })
                faults.Add(place, $"'{key}' needs a single value");
            else if (!values.TryAdd(key, text))
                faults.Add(place, $"'{key}' is given more than once");
        }

        values.Remove("description", out var description);
        return new Profile
        {
            Name = values.Remove("name", out var name) ? name : Path.GetFileNameWithoutExtension(path),
            Description = description ?? "",
            File = path,
            Values = values,
            Objectives = objectives,
        };
    }

    private static void ReadObjectives(string path, YamlNode node, List<Objective> objectives, FaultList faults)
    {
        if (node is not YamlMappingNode map)
        {
            faults.Add($"{path}:{node.Start.Line}", "'objectives' needs lines of 'metric: limit', for example 'write_p99_ns: 1000'");
            return;
        }

        foreach (var (keyNode, valueNode) in map.Children)
        {
            var name = keyNode.ToString().Replace('-', '_');
            var place = $"{path}:{keyNode.Start.Line}";
            if (Metrics.Find(name) is not { } metric)
                faults.Add(place, $"'{keyNode}' is not a metric{NearestName.Hint(name, [.. Metrics.All.Select(known => known.Name)])}");
            else if (!double.TryParse(valueNode.ToString().Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) || !double.IsFinite(limit) || limit < 0)
                faults.Add(place, $"'{keyNode}': '{valueNode}' is not a limit, allowed: a number of at least 0{(metric.Unit.Length > 0 ? " in " + metric.Unit : "")}");
            else
            {
                objectives.RemoveAll(objective => objective.Metric == metric);
                objectives.Add(new Objective(metric, limit));
            }
        }
    }

    private static string FirstLine(string message) => message.Split('\n')[0].Trim();
}
