using System.Text.Json;

namespace AlphaPulse.LoadTester.Tests.Results;

/// <summary>The fields of a JSON schema: each with its whole path, or by the section ($defs) that describes it.</summary>
internal sealed class SchemaFields(JsonElement root)
{
    public const string RootSection = "results";

    /// <summary>Every field with references followed: <c>latency.write.p50_ns</c>, <c>phases[].name</c>.</summary>
    public IEnumerable<string> Paths() => Walk(root, "", followsReferences: true);

    /// <summary>Every field as <c>section: path within it</c>; what a reference leads to is a section of its own.</summary>
    public IEnumerable<string> Sections()
    {
        var sections = root.GetProperty("$defs").EnumerateObject().Select(definition => (definition.Name, Schema: definition.Value)).Prepend((RootSection, root));
        foreach (var (name, schema) in sections)
        {
            foreach (var path in Walk(schema, "", followsReferences: false))
                yield return $"{name}: {path}";
        }
    }

    private IEnumerable<string> Walk(JsonElement schema, string prefix, bool followsReferences)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return followsReferences ? Walk(root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]), prefix, followsReferences) : [];
        if (schema.TryGetProperty("items", out var items))
            return Walk(items, prefix + "[]", followsReferences);
        if (!schema.TryGetProperty("properties", out var properties))
            return [];
        return properties.EnumerateObject().SelectMany(property =>
        {
            var path = prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}";
            return Walk(property.Value, path, followsReferences).Prepend(path);
        });
    }
}
