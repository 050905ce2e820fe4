using System.Text.Json;

namespace AlphaPulse.LoadTester.Tests.Results;

/// <summary>
/// The keywords of JSON Schema 2020-12 that docs/results.schema.json uses. A keyword that is not known is a fault of the schema,
/// so that nothing in it goes unchecked.
/// </summary>
internal sealed class JsonSchemaValidator(JsonElement root)
{
    private static readonly string[] s_annotations = ["$schema", "$id", "$defs", "title", "description"];

    public IReadOnlyList<string> Faults(JsonElement instance)
    {
        var faults = new List<string>();
        Check(root, instance, "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$ref":
                    Check(Resolve(keyword.Value.GetString()!), value, path, faults);
                    break;
                case "type":
                    if (!Types(keyword.Value).Any(type => IsOfType(value, type)))
                        faults.Add($"{path}: {value.ValueKind} is not {keyword.Value.GetRawText()}");
                    break;
                case "const":
                    if (value.GetRawText() != keyword.Value.GetRawText())
                        faults.Add($"{path}: {value.GetRawText()} is not {keyword.Value.GetRawText()}");
                    break;
                case "enum":
                    if (!keyword.Value.EnumerateArray().Any(allowed => allowed.GetRawText() == value.GetRawText()))
                        faults.Add($"{path}: {value.GetRawText()} is not one of {keyword.Value.GetRawText()}");
                    break;
                case "minimum":
                    if (value.ValueKind == JsonValueKind.Number && value.GetDouble() < keyword.Value.GetDouble())
                        faults.Add($"{path}: {value.GetRawText()} is less than {keyword.Value.GetRawText()}");
                    break;
                case "required":
                    if (value.ValueKind == JsonValueKind.Object)
                        faults.AddRange(keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}: lacks {name}"));
                    break;
                case "properties":
                    CheckProperties(keyword.Value, value, path, faults);
                    break;
                case "items":
                    if (value.ValueKind == JsonValueKind.Array)
                        foreach (var (index, item) in value.EnumerateArray().Index())
                            Check(keyword.Value, item, $"{path}[{index}]", faults);
                    break;
                case "additionalProperties" when keyword.Value.ValueKind == JsonValueKind.False:
                    if (value.ValueKind == JsonValueKind.Object)
                        faults.AddRange(value.EnumerateObject().Where(property => !schema.GetProperty("properties").TryGetProperty(property.Name, out _)).Select(property => $"{path}: {property.Name} is not allowed"));
                    break;
                default:
                    if (!s_annotations.Contains(keyword.Name))
                        faults.Add($"{path}: the schema has the keyword '{keyword.Name}', which is not known here");
                    break;
            }
        }
    }

    private void CheckProperties(JsonElement properties, JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in properties.EnumerateObject())
        {
            if (value.TryGetProperty(property.Name, out var child))
                Check(property.Value, child, $"{path}.{property.Name}", faults);
        }
    }

    private JsonElement Resolve(string reference)
    {
        const string prefix = "#/$defs/";
        Assert.StartsWith(prefix, reference);
        return root.GetProperty("$defs").GetProperty(reference[prefix.Length..]);
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(item => item.GetString()!) : [type.GetString()!];

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new InvalidOperationException($"type '{type}' is not known here"),
    };
}
