using System.Text.Json;

namespace AlphaPulse.LoadTester.Trends;

/// <summary>A run of a history.</summary>
/// <param name="At">When it started.</param>
/// <param name="Commit">Of the programs; empty if unknown.</param>
/// <param name="Fingerprint">Of the machine.</param>
/// <param name="LoadFingerprint">Of what was asked for.</param>
/// <param name="Load">The same, for people.</param>
/// <param name="Status">Of the run.</param>
/// <param name="Values">The figures that the row has, by their names in <c>ci</c>.</param>
internal sealed record HistoryRow(DateTime At, string Commit, string Fingerprint, string LoadFingerprint, string Load, string Status, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>Null if the line is no row.</summary>
    public static HistoryRow? Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "schema") != HistoryFile.SchemaName || !root.TryGetProperty("ci", out var ci) || ci.ValueKind != JsonValueKind.Object)
                return null;
            if (!root.TryGetProperty("at", out var when) || when.ValueKind != JsonValueKind.String || !when.TryGetDateTime(out var at))
                return null;
            return new HistoryRow(at, Text(root, "commit"), Text(root, "fingerprint"), Text(root, "load_fingerprint"), Text(root, "load"), Text(root, "status"), Figures(ci));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, double> Figures(JsonElement ci)
    {
        var values = new Dictionary<string, double>();
        foreach (var property in ci.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetDouble(out var value) && double.IsFinite(value))
                values[property.Name] = value;
        }

        return values;
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
