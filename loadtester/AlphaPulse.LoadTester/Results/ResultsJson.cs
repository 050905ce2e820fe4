using System.Text.Encodings.Web;
using System.Text.Json;

namespace AlphaPulse.LoadTester.Results;

/// <summary>Results ↔ UTF-8 JSON in snake_case.</summary>
internal static class ResultsJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // A section that a file gives as null would be missed where it is used.
    private static readonly JsonSerializerOptions s_reading = new(s_options) { RespectNullableAnnotations = true };

    public static string ToText(RunResults results) => JsonSerializer.Serialize(results, s_options) + "\n";

    /// <summary>One section of the results as it stands in them.</summary>
    public static string ToText(EnduranceResults section) => JsonSerializer.Serialize(section, s_options) + "\n";

    public static JsonElement ToElement(RunResults results) => JsonSerializer.SerializeToElement(results, s_options);

    /// <exception cref="JsonException">The text is not JSON or its values have other types.</exception>
    public static RunResults FromText(string text) => JsonSerializer.Deserialize<RunResults>(text, s_options) ?? throw new JsonException("the file holds 'null'");

    /// <exception cref="JsonException">Values have other types, or are null where they must not be.</exception>
    public static RunResults FromElement(JsonElement root) => root.Deserialize<RunResults>(s_reading) ?? throw new JsonException("the file holds 'null'");

    /// <summary>The value at a dotted path; null if it is missing, null or not a finite number.</summary>
    public static double? Number(JsonElement root, string path)
    {
        var element = root;
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;
    }

    /// <summary>A field of an object; empty if there is none or it is no text.</summary>
    public static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
