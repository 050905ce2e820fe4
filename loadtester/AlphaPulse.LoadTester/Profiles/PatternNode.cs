using AlphaPulse.LoadTester.Options;
using YamlDotNet.RepresentationModel;

namespace AlphaPulse.LoadTester.Profiles;

/// <summary>
/// A pattern in YAML as the text that <c>--pattern</c> takes: that text itself; a map from shapes to their values, which are
/// added, with <c>spacing</c> around them; or a list of such maps one after the other, each <c>for</c> a length.
/// </summary>
internal static class PatternNode
{
    private const string Spacing = "spacing";
    private const string For = "for";

    /// <summary>The text, or null after a fault.</summary>
    public static string? Text(YamlNode node, string path, FaultList faults)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
            return text;
        var maps = node switch
        {
            YamlMappingNode map => [map],
            YamlSequenceNode list => list.Children.OfType<YamlMappingNode>().ToArray(),
            _ => [],
        };
        if (maps.Length == 0 || (node is YamlSequenceNode all && all.Children.Count != maps.Length))
        {
            faults.Add($"{path}:{node.Start.Line}", "'pattern' needs a text, for example burst:10k,100k,5s, a map of shapes, or a list of such maps");
            return null;
        }

        var spacing = maps.Select(map => Value(map, Spacing)).LastOrDefault(value => value is not null);
        var shapes = string.Join('/', maps.Select(Part));
        return spacing is null ? shapes : shapes.Length == 0 ? spacing : $"{shapes}~{spacing}";
    }

    private static string Part(YamlMappingNode map)
    {
        var shapes = map.Children.Where(pair => pair.Key.ToString() is not (Spacing or For)).Select(pair => Shape(pair.Key.ToString(), Joined(pair.Value)));
        return string.Join('+', shapes) + (Value(map, For) is { } length ? "@" + length : "");
    }

    private static string Shape(string name, string values) => values.Length == 0 ? name : $"{name}:{values}";

    private static string? Value(YamlMappingNode map, string key) =>
        map.Children.FirstOrDefault(pair => pair.Key.ToString() == key).Value is { } value ? Joined(value) : null;

    private static string Joined(YamlNode node) => node switch
    {
        YamlSequenceNode list => string.Join(',', list.Children.Select(child => child.ToString())),
        _ => node.ToString().Replace(" ", "", StringComparison.Ordinal),
    };
}
